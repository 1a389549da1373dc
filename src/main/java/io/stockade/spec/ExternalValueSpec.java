package io.stockade.spec;

import com.fasterxml.jackson.databind.annotation.JsonSerialize;

/** A value that somebody else puts into AWS. It has no fields yet, and is written as {@code {}}. */
@JsonSerialize
public record ExternalValueSpec() {}
