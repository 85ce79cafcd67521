/** What a person sees and types: the commands of {@code ./muster}, in English and Chinese. */
@NullMarked
package muster.localstack.terminal;

import org.jspecify.annotations.NullMarked;
