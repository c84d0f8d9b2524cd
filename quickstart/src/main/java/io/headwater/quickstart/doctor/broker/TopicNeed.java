package io.headwater.quickstart.doctor.broker;

import io.headwater.model.settings.TopicSettings;
import java.util.ArrayList;
import java.util.List;

/** A topic that stream or sink need, and what for. */
record TopicNeed(String name, Use use) {

  /** What a topic is for. */
  enum Use {
    /** Read by the stream, once. */
    INPUT,
    /** Read by the stream as a table: each key's newest record counts. */
    TABLE,
    /** Written by the stream, read by the sink. */
    OUTPUT,
    /** The same, and its records are larger than their originals. */
    DEAD_LETTERS,
    /** Written by the delivery of alerts, read by people. */
    UNDELIVERED
  }

  /**
   * All of them, in the order in which a reader meets them.
   *
   * @param delivers whether alerts are delivered anywhere
   */
  static List<TopicNeed> all(TopicSettings topics, boolean delivers) {
    List<TopicNeed> needs = new ArrayList<>();
    needs.add(new TopicNeed(topics.events(), Use.INPUT));
    needs.add(new TopicNeed(topics.reference(), Use.TABLE));
    needs.add(new TopicNeed(topics.rules(), Use.TABLE));
    for (String output : topics.outputs()) {
      boolean rejected = output.equals(topics.rejected());
      needs.add(new TopicNeed(output, rejected ? Use.DEAD_LETTERS : Use.OUTPUT));
    }
    if (delivers) {
      needs.add(new TopicNeed(topics.undelivered(), Use.UNDELIVERED));
    }
    return needs;
  }

  boolean isWritten() {
    return use == Use.OUTPUT || use == Use.DEAD_LETTERS || use == Use.UNDELIVERED;
  }
}
