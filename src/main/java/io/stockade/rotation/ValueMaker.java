package io.stockade.rotation;

import io.stockade.cloud.SecretValue;
import io.stockade.graph.ValueRecipe;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Makes values: random characters as GetRandomPassword does, every text that has at least one character of each type that
 * is allowed being as likely as any other.
 * docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetRandomPassword.html
 */
public final class ValueMaker {
    private static final List<String> TYPES = List.of(
            "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
            "abcdefghijklmnopqrstuvwxyz",
            "0123456789",
            "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~");

    private static final String PASSWORD = "\"password\":\"";

    private final RandomGenerator random;

    /** @param random what nobody can guess; safe for several threads */
    public ValueMaker(RandomGenerator random) {
        this.random = random;
    }

    /** A new value; nothing of it is left anywhere else. */
    SecretValue make(ValueRecipe recipe) {
        if (recipe instanceof ValueRecipe.Text text) {
            return SecretValue.of(password(text.length(), text.exclude()));
        }
        if (recipe instanceof ValueRecipe.Login login) {
            return login(login);
        }
        throw new IllegalArgumentException("somebody else makes the value of " + recipe);
    }

    private char[] password(int length, String exclude) {
        List<String> types = allowed(exclude);
        String alphabet = String.join("", types);
        if (alphabet.isEmpty() || length < 1) {
            throw new IllegalArgumentException("no character is left to make a value of");
        }
        char[] characters = new char[length];
        do {
            for (int index = 0; index < length; index++) {
                characters[index] = alphabet.charAt(random.nextInt(alphabet.length()));
            }
            // To put missing types in afterwards would make some texts likelier than others.
        } while (length >= types.size() && !hasAll(characters, types));
        return characters;
    }

    private static List<String> allowed(String exclude) {
        List<String> types = new ArrayList<>();
        for (String type : TYPES) {
            StringBuilder left = new StringBuilder();
            type.chars().filter(character -> exclude.indexOf(character) < 0).forEach(left::appendCodePoint);
            if (!left.isEmpty()) {
                types.add(left.toString());
            }
        }
        return types;
    }

    private static boolean hasAll(char[] characters, List<String> types) {
        for (String type : types) {
            boolean found = false;
            for (char character : characters) {
                found |= type.indexOf(character) >= 0;
            }
            if (!found) {
                return false;
            }
        }
        return true;
    }

    /** AWS's form: reference_secret_json_structure.html of the user guide. */
    private SecretValue login(ValueRecipe.Login login) {
        StringBuilder known = new StringBuilder("{");
        for (Map.Entry<String, String> field : login.fields().entrySet()) {
            boolean number = field.getKey().equals("port");
            quote(known, field.getKey());
            known.append(':');
            if (number) {
                known.append(Integer.parseInt(field.getValue()));
            } else {
                quote(known, field.getValue());
            }
            known.append(',');
        }
        known.append(PASSWORD);
        char[] password = password(login.length(), login.exclude());
        // Exactly as large as it can get, so that no copy is left behind by growing.
        char[] all = new char[known.length() + 2 * password.length + 2];
        known.getChars(0, known.length(), all, 0);
        int length = known.length();
        for (char character : password) {
            if (character == '"' || character == '\\') {
                all[length++] = '\\';
            }
            all[length++] = character;
        }
        all[length++] = '"';
        all[length++] = '}';
        char[] exact = Arrays.copyOf(all, length);
        Arrays.fill(password, '\0');
        Arrays.fill(all, '\0');
        return SecretValue.of(exact);
    }

    private static void quote(StringBuilder json, String text) {
        json.append('"');
        for (int index = 0; index < text.length(); index++) {
            char character = text.charAt(index);
            if (character == '"' || character == '\\') {
                json.append('\\').append(character);
            } else if (character < ' ') {
                json.append(String.format("\\u%04x", (int) character));
            } else {
                json.append(character);
            }
        }
        json.append('"');
    }
}
