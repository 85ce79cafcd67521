@NullMarked
package muster.localstack.demo;

import org.jspecify.annotations.NullMarked;
