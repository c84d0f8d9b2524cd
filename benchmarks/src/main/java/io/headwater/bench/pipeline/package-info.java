/**
 * {@code bench pipeline}: how fast stream and sink together get a backlog into the tables, what an
 * event costs from end to end, and proof that all of it is there.
 */
@NullMarked
package io.headwater.bench.pipeline;

import org.jspecify.annotations.NullMarked;
