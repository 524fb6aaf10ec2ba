// SPDX-License-Identifier: MIT
// Starts Swagger UI; what it shows stands in the page's data attributes.
"use strict";

const page = document.getElementById("swagger-ui");

SwaggerUIBundle({
  domNode: page,
  url: page.dataset.openapi,
  oauth2RedirectUrl: new URL(page.dataset.oauth2, document.baseURI).href,
  // The validator is a service on another host.
  validatorUrl: null,
  layout: "BaseLayout",
  presets: [SwaggerUIBundle.presets.apis],
  deepLinking: true,
  showExtensions: true,
  showCommonExtensions: true,
});
