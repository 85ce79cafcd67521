package muster.demo.xuzhou;

import muster.contracts.place.GeoPoint;
import muster.contracts.place.JurisdictionCode;

/** A village or urban community of the official tree. */
record Village(JurisdictionCode code, String officialName, GeoPoint centre) {

  /** As people say it: 西朱村委会 is the committee, 西朱村 the village. */
  String name() {
    return officialName.replaceFirst("村委会$", "村").replaceFirst("(社区)?(居民委员会|居委会)$", "社区");
  }

  /** Communities of the town have more people than villages. */
  boolean isUrban() {
    return !officialName.endsWith("村委会");
  }
}
