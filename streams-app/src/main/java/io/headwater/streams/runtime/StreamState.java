package io.headwater.streams.runtime;

import java.util.List;

/** Where the stream is in its life. */
public sealed interface StreamState {

  /** For machines: lower case, words joined by underscores. */
  String name();

  /** For people: what it does or waits for. */
  String sentence();

  /** Kafka has not answered yet. */
  record WaitingForBroker(String bootstrapServers, String reason) implements StreamState {
    @Override
    public String name() {
      return "waiting_for_broker";
    }

    @Override
    public String sentence() {
      return "Kafka at " + bootstrapServers + " does not answer (" + reason + ")";
    }
  }

  /**
   * Topics are missing.
   *
   * @param remedy what is to be done about it
   */
  record WaitingForTopics(List<String> missing, String remedy) implements StreamState {
    public WaitingForTopics {
      missing = List.copyOf(missing);
    }

    @Override
    public String name() {
      return "waiting_for_topics";
    }

    @Override
    public String sentence() {
      return "Topics are missing: " + String.join(", ", missing) + " (" + remedy + ")";
    }
  }

  /** A topic takes too little, which would stop the stream later, and is not ours to change. */
  record WaitingForLargerTopic(String topic, int limit, int needed) implements StreamState {
    @Override
    public String name() {
      return "waiting_for_topics";
    }

    @Override
    public String sentence() {
      return "Topic %s takes records of at most %d bytes, and a larger dead letter would stop the stream (set max.message.bytes=%d on it, or let Headwater do it with headwater.topics.create=true)"
          .formatted(topic, limit, needed);
    }
  }

  /** It is about to begin, or to share the partitions out anew. */
  record Starting() implements StreamState {
    @Override
    public String name() {
      return "starting";
    }

    @Override
    public String sentence() {
      return "The stream is starting";
    }
  }

  /** Local state is being read back from the broker. */
  record Restoring(int stores) implements StreamState {
    @Override
    public String name() {
      return "restoring";
    }

    @Override
    public String sentence() {
      return "The stream reads its state back from the broker, stores to go: " + stores;
    }
  }

  /** Records are processed as they come. */
  record Running() implements StreamState {
    @Override
    public String name() {
      return "running";
    }

    @Override
    public String sentence() {
      return "The stream runs";
    }
  }

  /** It runs, but Kafka has stopped answering; it goes on by itself. */
  record Interrupted(String bootstrapServers, String reason) implements StreamState {
    @Override
    public String name() {
      return "interrupted";
    }

    @Override
    public String sentence() {
      return "Kafka at " + bootstrapServers + " has stopped answering (" + reason + ")";
    }
  }

  /** It was asked to stop, and has. */
  record Stopped() implements StreamState {
    @Override
    public String name() {
      return "stopped";
    }

    @Override
    public String sentence() {
      return "The stream has stopped";
    }
  }

  /** It cannot go on. */
  record Dead(String reason) implements StreamState {
    @Override
    public String name() {
      return "dead";
    }

    @Override
    public String sentence() {
      return reason;
    }
  }
}
