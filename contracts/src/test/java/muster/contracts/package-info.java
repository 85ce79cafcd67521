@NullMarked
package muster.contracts;

import org.jspecify.annotations.NullMarked;
