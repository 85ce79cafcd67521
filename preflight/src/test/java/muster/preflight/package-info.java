@NullMarked
package muster.preflight;

import org.jspecify.annotations.NullMarked;
