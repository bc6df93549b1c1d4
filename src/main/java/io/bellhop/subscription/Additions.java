package io.bellhop.subscription;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a person has added to a subscription's requests, in the person's order. May hold tokens. */
record Additions(Map<String, String> requestParams, Map<String, String> headers) {

    static final Additions NONE = new Additions(Map.of(), Map.of());

    Additions {
        requestParams = Collections.unmodifiableMap(new LinkedHashMap<>(requestParams));
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    }

    @Override
    public String toString() {
        return "Additions[redacted]";
    }
}
