@NullMarked
package muster.contracts.problem;

import org.jspecify.annotations.NullMarked;
