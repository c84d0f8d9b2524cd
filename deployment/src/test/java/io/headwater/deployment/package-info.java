/** What is deployed, tested with the tools that will deploy, scrape and watch it. */
@NullMarked
package io.headwater.deployment;

import org.jspecify.annotations.NullMarked;
