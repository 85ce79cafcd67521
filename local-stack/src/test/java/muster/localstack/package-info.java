@NullMarked
package muster.localstack;

import org.jspecify.annotations.NullMarked;
