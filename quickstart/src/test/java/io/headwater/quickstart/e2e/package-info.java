/**
 * The promises of the whole product, kept across processes: broker, stream, sink and simulator run
 * as their users run them, and are killed as machines are.
 */
@NullMarked
package io.headwater.quickstart.e2e;

import org.jspecify.annotations.NullMarked;
