/**
 * The settings of the sink, one tree of validated records bound once at the edge, and the tables it
 * writes.
 */
@NullMarked
package io.headwater.sink.config;

import org.jspecify.annotations.NullMarked;
