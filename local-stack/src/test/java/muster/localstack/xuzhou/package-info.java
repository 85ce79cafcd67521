@NullMarked
package muster.localstack.xuzhou;

import org.jspecify.annotations.NullMarked;
