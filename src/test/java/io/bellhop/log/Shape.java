package io.bellhop.log;

import java.util.regex.Pattern;

/** What no line of a log may hold and is known by how it looks. */
enum Shape {
    EMAIL("[\\p{L}\\p{N}._%+-]+(?:@|%40)[\\p{L}\\p{N}-]+(?:\\.[\\p{L}\\p{N}-]+)*\\.\\p{L}{2,}"),
    PHONE("(?:\\+|%2B)[1-9](?:[ ().-]{0,2}\\d){7,14}(?!\\d)|\\b(?:1[ .-]?)?\\(?555\\)?[ .-]?555[ .-]?01\\d\\d\\b"),
    CARD("\\b\\d{4,6}\\*{4,}\\d{4}\\b|(?<![\\w-])(?:\\d{4}[ -]?){3}\\d{4}(?![\\w-])"),
    /** Whatever follows {@code Bearer} or {@code Basic}, and any header of that name with a value. */
    AUTHORIZATION(
            "\\b(?:Bearer|Basic)\\s+[\\w+/=.~-]{4,}|(?i:authorization|user-api-key)[\"']?\\s*[=:]\\s*[\"']?[\\w+/]"),
    NAMED_SECRET(
            "(?i)\\b(?:[\\w.-]*password|passwd|[\\w.-]*secrets?|[\\w-]*token|[\\w-]*api[_-]?key)[\"']?\\s*[=:]\\s*[\"']?(?!\\[?redacted)[\\w+/-]"),
    API_KEY("\\bbhk_[\\w-]{20,}|(?:test|dev)-bellhop-key|an-api-key-for-the-packaged-tests|stand-in-channex-key"),
    TOKEN("stand-in-token-|\\btoken-(?:one|two)\\b|\\beyJ[\\w-]{10,}"),
    SECRET(
            "secret-of-[a-z]|\\bdev-[a-z]+-secret\\b|\\ba-secret\\b|another-secret|stand-in-client-secret|whsec-|change-me-long-random"),
    DATABASE_PASSWORD("\\b[0-9a-f]{48}\\b"),
    ENCRYPTION_KEY("(?<![\\w+/])[A-Za-z0-9+/]{43}=(?!=)"),
    SIGNATURE("(?<![\\w+/])[A-Za-z0-9+/]{86}==");

    private final Pattern pattern;

    Shape(String pattern) {
        this.pattern = Pattern.compile(pattern);
    }

    boolean isIn(String line) {
        return pattern.matcher(line).find();
    }
}
