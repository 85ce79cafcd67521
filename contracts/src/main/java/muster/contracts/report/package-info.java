@NullMarked
package muster.contracts.report;

import org.jspecify.annotations.NullMarked;
