@NullMarked
package muster.contracts.place;

import org.jspecify.annotations.NullMarked;
