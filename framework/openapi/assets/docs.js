// SPDX-License-Identifier: MIT
// Starts Swagger UI; what it shows stands in the page's data attributes.
"use strict";

const page = document.getElementById("swagger-ui");
const resolve = (way) => new URL(way, document.baseURI);

SwaggerUIBundle({
  domNode: page,
  url: resolve(page.dataset.openapi).pathname,
  oauth2RedirectUrl: resolve(page.dataset.oauth2).href,
  // The validator is a service on another host.
  validatorUrl: null,
  layout: "BaseLayout",
  presets: [SwaggerUIBundle.presets.apis],
  deepLinking: true,
  showExtensions: true,
  showCommonExtensions: true,
});
