/** A function that makes the OpenAPI document of the running gateway. */
export const API_DOCUMENT = Symbol('api document');
