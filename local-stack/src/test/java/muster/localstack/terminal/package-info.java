@NullMarked
package muster.localstack.terminal;

import org.jspecify.annotations.NullMarked;
