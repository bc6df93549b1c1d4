package io.bellhop.provider.sevenrooms;

import io.bellhop.provider.SourceSettings;
import io.bellhop.signature.HmacSignature;
import io.bellhop.signature.HmacSignature.Algorithm;
import io.bellhop.signature.HmacSignature.Encoding;
import io.bellhop.signature.HmacSignature.SignedTimestamp;
import io.bellhop.signature.SharedToken;
import io.bellhop.signature.SharedToken.Place;
import io.bellhop.signature.SignatureScheme;
import io.bellhop.signature.Verdict;
import io.quarkus.runtime.LaunchMode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** SevenRooms' scheme is not public: every part of it is a setting, and the defaults are the likeliest guess. */
final class SevenRoomsSignature {

    static final Set<String> SETTINGS = Set.of(
            "mode",
            "signature-header",
            "algorithm",
            "encoding",
            "prefix",
            "signed-content",
            "timestamp-header",
            "timestamp-required",
            "timestamp-tolerance");

    private static final Duration SIGNED_TIMESTAMP_TOLERANCE = Duration.ofMinutes(5);

    private SevenRoomsSignature() {}

    private enum Mode {
        HMAC,
        STATIC_TOKEN,
        PATH_TOKEN,
        NONE
    }

    private enum SignedContent {
        BODY("body", null),
        TIMESTAMP_DOT_BODY("timestamp.body", "."),
        TIMESTAMP_BODY("timestampbody", "");

        private final String written;
        private final String afterTimestamp;

        SignedContent(String written, String afterTimestamp) {
            this.written = written;
            this.afterTimestamp = afterTimestamp;
        }

        static SignedContent of(String written) {
            for (SignedContent content : values()) {
                if (content.written.equals(written)) {
                    return content;
                }
            }
            throw new IllegalArgumentException("setting signed-content is \"" + written
                    + "\", but takes one of body, timestamp.body, timestampbody");
        }
    }

    static SignatureScheme of(SourceSettings settings) {
        String header = settings.header("signature-header", "X-SevenRooms-Signature");
        return switch (settings.oneOf("mode", Mode.class, Mode.HMAC)) {
            case HMAC -> hmac(settings, header);
            case STATIC_TOKEN -> new SharedToken(List.of(new Place.Header(header, settings.text("prefix", ""))));
            case PATH_TOKEN -> new SharedToken(List.of(new Place.Path()));
            case NONE -> none();
        };
    }

    private static SignatureScheme hmac(SourceSettings settings, String header) {
        SignedContent content = SignedContent.of(settings.text("signed-content", SignedContent.BODY.written));
        Optional<String> signedBefore = Optional.ofNullable(content.afterTimestamp);
        Optional<Duration> tolerance = settings.duration("timestamp-tolerance")
                .or(() -> signedBefore.map(signed -> SIGNED_TIMESTAMP_TOLERANCE));
        return new HmacSignature(
                List.of(header),
                settings.oneOf("algorithm", Algorithm.class, Algorithm.HmacSHA256),
                settings.oneOf("encoding", Encoding.class, Encoding.HEX),
                settings.text("prefix", ""),
                Optional.of(new SignedTimestamp(
                        settings.header("timestamp-header", "X-SevenRooms-Timestamp"),
                        signedBefore,
                        settings.flag("timestamp-required", false),
                        tolerance)));
    }

    private static SignatureScheme none() {
        if (!LaunchMode.current().isDevOrTest()) {
            throw new IllegalArgumentException("setting mode is \"none\", which is for development only");
        }
        return (request, secrets, now) -> new Verdict.Genuine();
    }
}
