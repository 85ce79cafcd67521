@NullMarked
package muster.report;

import org.jspecify.annotations.NullMarked;
