@NullMarked
package muster.contracts.access;

import org.jspecify.annotations.NullMarked;
