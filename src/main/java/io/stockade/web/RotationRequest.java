package io.stockade.web;

/**
 * What became of somebody's wish to have a secret rotated.
 *
 * @param request what it is known by: a time, which the status shows nowhere, and which is served once
 * @param message what happens next, for people
 */
public record RotationRequest(String stack, String secret, String request, String message) {}
