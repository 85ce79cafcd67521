@NullMarked
package muster.contracts.text;

import org.jspecify.annotations.NullMarked;
