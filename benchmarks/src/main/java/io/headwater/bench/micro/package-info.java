/**
 * The command {@code bench micro}: what single steps of the stream and of the sink cost, measured
 * by JMH, and those steps that anyone may call. Steps that are package-private have their
 * benchmarks in packages of their own names in this module.
 */
@NullMarked
package io.headwater.bench.micro;

import org.jspecify.annotations.NullMarked;
