package io.headwater.sink.worker;

import io.headwater.sink.config.OnGap;
import io.headwater.sink.gaps.GapLedger;

/**
 * How gaps are found and answered.
 *
 * @param topics tells whether a topic is still the one it was
 * @param ledger where gaps are recorded, if they are
 */
public record Gaps(TopicIds topics, GapLedger ledger, OnGap onGap) {}
