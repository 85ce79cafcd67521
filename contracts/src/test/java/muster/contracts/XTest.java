package muster.contracts;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

class XTest {
  @Test
  void a() {
    Assertions.assertThat(X.size(new X.A("x"))).isEqualTo(1);
  }

  @Property
  boolean p(@ForAll int n) {
    return X.size(new X.B(n)) == n;
  }
}
