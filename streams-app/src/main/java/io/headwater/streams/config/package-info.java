/**
 * The settings of the stream app: one tree of validated records, bound once at the edge; every
 * other class gets the branch it needs.
 */
@NullMarked
package io.headwater.streams.config;

import org.jspecify.annotations.NullMarked;
