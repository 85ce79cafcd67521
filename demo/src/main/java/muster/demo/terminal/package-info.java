/** What a person sees at a terminal: texts in English and Chinese, and events as lines to read. */
@NullMarked
package muster.demo.terminal;

import org.jspecify.annotations.NullMarked;
