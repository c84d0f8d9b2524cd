/**
 * The rules of time and windows said naively, and the real stages driven through arbitrary inputs,
 * commits and crashes to be compared with them.
 */
@NullMarked
package io.headwater.streams.oracle;

import org.jspecify.annotations.NullMarked;
