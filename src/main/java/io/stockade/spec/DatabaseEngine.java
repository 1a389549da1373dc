package io.stockade.spec;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * The databases that AWS has rotation functions for and that take a password as it is, in AWS's words.
 *
 * <p>Sources: docs.aws.amazon.com/secretsmanager/latest/userguide/reference_secret_json_structure.html for the words,
 * docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html for ports and lengths of passwords.
 */
public enum DatabaseEngine {
    /** PostgreSQL. */
    @JsonProperty("postgres")
    POSTGRES("postgres", 5432, 128),

    /** MySQL. */
    @JsonProperty("mysql")
    MYSQL("mysql", 3306, 41),

    /** MariaDB. */
    @JsonProperty("mariadb")
    MARIADB("mariadb", 3306, 41),

    /** Oracle. */
    @JsonProperty("oracle")
    ORACLE("oracle", 1521, 30),

    /** Microsoft SQL Server. */
    @JsonProperty("sqlserver")
    SQLSERVER("sqlserver", 1433, 128),

    /** IBM Db2. */
    @JsonProperty("db2")
    DB2("db2", 50_000, 255);

    private final String word;
    private final int port;
    private final int longestPassword;

    DatabaseEngine(String word, int port, int longestPassword) {
        this.word = word;
        this.port = port;
        this.longestPassword = longestPassword;
    }

    /** The engine in the stored JSON. */
    public String word() {
        return word;
    }

    public int port() {
        return port;
    }

    public int longestPassword() {
        return longestPassword;
    }
}
