package muster.dispatch.alert;

import muster.contracts.dispatch.DispatchEvent;

final class AlertEvolution {
  private AlertEvolution() {}

  static AlertState evolve(AlertState state, DispatchEvent event) {
    throw new UnsupportedOperationException();
  }
}
