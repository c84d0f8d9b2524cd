package io.headwater.streams.anomaly;

import io.headwater.model.AnomalyKind;
import io.headwater.model.Severity;
import org.jspecify.annotations.Nullable;

/**
 * What a rule found in an event.
 *
 * @param limit that was broken, in the event's unit; null where the rule has none
 * @param message one sentence for an operator
 */
record Finding(AnomalyKind kind, Severity severity, @Nullable Double limit, String message) {}
