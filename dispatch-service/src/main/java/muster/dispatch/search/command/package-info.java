/** What is looked for, and where. */
@NullMarked
package muster.dispatch.search.command;

import org.jspecify.annotations.NullMarked;
