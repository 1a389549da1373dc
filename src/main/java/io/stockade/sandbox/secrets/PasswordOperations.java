package io.stockade.sandbox.secrets;

import io.stockade.sandbox.service.Call;
import io.stockade.sandbox.service.Operations;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.secretsmanager.model.GetRandomPasswordRequest;
import software.amazon.awssdk.services.secretsmanager.model.GetRandomPasswordResponse;

/** Draws passwords. */
final class PasswordOperations {
    private static final int USUAL_LENGTH = 32;
    private static final int LONGEST = 4_096;
    private static final SecureRandom RANDOM = new SecureRandom();

    private PasswordOperations() {}

    static void register(Operations operations) {
        operations.add(GetRandomPasswordRequest.class, PasswordOperations::draw);
    }

    private static GetRandomPasswordResponse draw(Call call, GetRandomPasswordRequest request) {
        List<String> kinds = kinds(request);
        long length = Objects.requireNonNullElse(request.passwordLength(), (long) USUAL_LENGTH);
        boolean each = !Boolean.FALSE.equals(request.requireEachIncludedType());
        if (length > LONGEST || length < (each ? kinds.size() : 1) || kinds.isEmpty()) {
            throw SecretErrors.invalidParameter("Password length is too short based on the required types.");
        }
        List<Character> drawn = new ArrayList<>();
        if (each) {
            kinds.forEach(kind -> drawn.add(one(kind)));
        }
        String all = String.join("", kinds);
        while (drawn.size() < length) {
            drawn.add(one(all));
        }
        Collections.shuffle(drawn, RANDOM);
        StringBuilder password = new StringBuilder();
        drawn.forEach(password::append);
        return GetRandomPasswordResponse.builder()
                .randomPassword(password.toString())
                .build();
    }

    /** The kinds of characters, of which there are any left. */
    private static List<String> kinds(GetRandomPasswordRequest request) {
        List<String> kinds = new ArrayList<>();
        include(kinds, request.excludeLowercase(), "abcdefghijklmnopqrstuvwxyz", request);
        include(kinds, request.excludeUppercase(), "ABCDEFGHIJKLMNOPQRSTUVWXYZ", request);
        include(kinds, request.excludeNumbers(), "0123456789", request);
        include(kinds, request.excludePunctuation(), "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~", request);
        include(kinds, !Boolean.TRUE.equals(request.includeSpace()), " ", request);
        return kinds;
    }

    private static void include(
            List<String> kinds, @Nullable Boolean excluded, String characters, GetRandomPasswordRequest request) {
        String unwanted = Objects.requireNonNullElse(request.excludeCharacters(), "");
        StringBuilder left = new StringBuilder();
        characters.chars().filter(each -> unwanted.indexOf(each) < 0).forEach(each -> left.append((char) each));
        if (!Boolean.TRUE.equals(excluded) && !left.isEmpty()) {
            kinds.add(left.toString());
        }
    }

    private static Character one(String characters) {
        return characters.charAt(RANDOM.nextInt(characters.length()));
    }
}
