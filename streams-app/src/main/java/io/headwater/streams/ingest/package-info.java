/**
 * The first stage: a record's bytes become a sensor event, or a dead letter that says why not.
 * Nothing that is in a record can stop the stream here.
 */
@NullMarked
package io.headwater.streams.ingest;

import org.jspecify.annotations.NullMarked;
