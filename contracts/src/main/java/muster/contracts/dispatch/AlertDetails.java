package muster.contracts.dispatch;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import muster.contracts.place.GeoPoint;

@JsonClassDescription(
    "What the people called out are told; all of it can be updated while the alert runs.")
public record AlertDetails(
    @JsonPropertyDescription("How bad it is") Severity severity,
    @JsonPropertyDescription("One line, 1 to 200 characters") String headline,
    @JsonPropertyDescription("0 to 4000 characters") String description,
    @JsonPropertyDescription("Where it is, WGS-84") GeoPoint location,
    @JsonPropertyDescription("As people say it, 0 to 300 characters") String address) {}
