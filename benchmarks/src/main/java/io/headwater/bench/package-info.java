/**
 * The end-to-end benchmarks: the stream as its users run it, in a process of its own, against a
 * broker in another one; what it takes for how much work, and a report that can be compared.
 */
@NullMarked
package io.headwater.bench;

import org.jspecify.annotations.NullMarked;
