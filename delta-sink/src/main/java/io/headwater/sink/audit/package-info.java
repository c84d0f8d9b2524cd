/**
 * Proof that nothing is lost and nothing is there twice: what the tables hold is compared with what
 * the broker has, offset by offset. Reads only; may run beside a sink and a stream that work.
 */
@NullMarked
package io.headwater.sink.audit;

import org.jspecify.annotations.NullMarked;
