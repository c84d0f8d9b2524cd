package io.headwater.quickstart.doctor.broker;

import io.headwater.quickstart.doctor.check.Finding;
import io.headwater.quickstart.doctor.net.Endpoint;

/**
 * What to say of the way an endpoint answers to the first request of a Kafka client.
 *
 * @param isTls whether the client is told to speak TLS
 * @param version the version of the request that this client sends
 */
record ProtocolVerdict(Endpoint endpoint, boolean isTls, int version) {

  private static final String SECURITY = "headwater.kafka.properties.security.protocol";

  /** Of the answer to what this client sends; {@link WireAnswer.Closed} needs more looks. */
  Finding of(WireAnswer answer) {
    if (answer instanceof WireAnswer.Versions versions) {
      return Finding.ok(
          "%s speaks Kafka's protocol: %d kinds of requests, ApiVersions %d is answered"
              .formatted(endpoint, versions.apis().size(), version));
    }
    if (answer instanceof WireAnswer.TlsFailed failed) {
      return ofTls(failed.why());
    }
    if (answer instanceof WireAnswer.Foreign) {
      return Finding.fail(
          endpoint + " answers, but not in Kafka's protocol",
          "check the port in headwater.kafka.bootstrap-servers: something else listens there");
    }
    if (answer instanceof WireAnswer.Unusable unusable) {
      return Finding.fail(
          "%s cannot be talked to: %s".formatted(endpoint, unusable.why()),
          "check headwater.kafka.* (trust store, key store, protocol)");
    }
    return ofSilence(answer);
  }

  /** When the client's version was cut off, and an older one got an answer. */
  Finding ofOlderOnly(int older) {
    return Finding.fail(
        "%s cuts the connection at ApiVersions version %d, which clients from 3.9 on send, but answers version %d"
            .formatted(endpoint, version, older),
        "this was reported of Azure Event Hubs in 2025: ask Azure's support to have the namespace"
            + " moved to a release that is mended. Other clients can fall back to kafka-clients"
            + " 3.8.1, the last that sends version 3; Headwater needs 4.x and cannot, so until then"
            + " it needs another broker");
  }

  /** When a plain client was cut off, and TLS got further. */
  Finding ofHiddenTls() {
    return Finding.fail(
        endpoint + " speaks TLS, and this client does not",
        "set %s=SASL_SSL (or SSL), or headwater.kafka.profile=event-hubs".formatted(SECURITY));
  }

  private Finding ofSilence(WireAnswer answer) {
    return Finding.fail(
        endpoint
            + (answer instanceof WireAnswer.Closed
                ? " takes connections, and closes them at a client's first request"
                : " takes connections, but says nothing to a client's first request"),
        "see whether it is a Kafka broker and its log says why; a proxy or load balancer without a"
            + " broker behind it does the same");
  }

  private Finding ofTls(String why) {
    String seen = "%s takes connections, but TLS fails: %s".formatted(endpoint, why);
    if (why.contains("Unsupported or unrecognized SSL message")
        || why.contains("terminated the handshake")) {
      return Finding.fail(
          endpoint + " does not seem to speak TLS, and this client does: " + why,
          "set %s=SASL_PLAINTEXT (or PLAINTEXT), or check the port".formatted(SECURITY));
    }
    if (why.contains("PKIX") || why.contains("unable to find valid certification path")) {
      return Finding.fail(
          seen,
          "nobody this Java trusts has signed the broker's certificate: name a trust store that has"
              + " its authority with headwater.kafka.properties.ssl.truststore.location");
    }
    if (why.contains("No subject alternative") || why.contains("No name matching")) {
      return Finding.fail(
          seen, "use the name that stands in the broker's certificate as bootstrap server");
    }
    return Finding.fail(
        seen,
        "check headwater.kafka.properties.ssl.*, and whether a proxy between here and there breaks"
            + " TLS");
  }
}
