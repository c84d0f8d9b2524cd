/**
 * The whole of Headwater in one process, for a look: broker, plant, stream and sink, a line that
 * tells what is going on, and at the end the audit.
 */
@NullMarked
package io.headwater.quickstart.demo;

import org.jspecify.annotations.NullMarked;
