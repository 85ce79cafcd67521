package muster.contracts;

sealed interface X {
  record A(String s) implements X {}

  record B(int n) implements X {}

  static int size(X x) {
    return switch (x) {
      case A(String s) -> s.length();
      case B(int n) -> n;
    };
  }
}
