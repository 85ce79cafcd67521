@NullMarked
package muster.contracts.volunteer;

import org.jspecify.annotations.NullMarked;
