/** What tests of the sink share: fixtures of the domain, and an independent reader of tables. */
@NullMarked
package io.headwater.sink.testkit;

import org.jspecify.annotations.NullMarked;
