/** What every report has: the machine it was made on, figures with their spread, tables. */
@NullMarked
package io.headwater.bench.report;

import org.jspecify.annotations.NullMarked;
