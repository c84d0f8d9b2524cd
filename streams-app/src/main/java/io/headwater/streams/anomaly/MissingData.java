package io.headwater.streams.anomaly;

import io.headwater.model.DetectionRule;

/** A sensor that has sent before and sends nothing; see {@link Detection#silences}. */
record MissingData(NamedRule named, DetectionRule.MissingData check) implements Rule {}
