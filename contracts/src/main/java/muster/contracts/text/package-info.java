/** What text may be, the same at every entrance. */
@NullMarked
package muster.contracts.text;

import org.jspecify.annotations.NullMarked;
