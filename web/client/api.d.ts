// Written by `npm run docs` from the API document.

export interface paths {
    "/problems/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a code of the problems means, and what to do about it */
        get: operations["Problems_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/attachments/{attachmentId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The file itself
         * @description Roles: customer, agent, supervisor, billing_operator, admin.
         */
        get: operations["Attachments_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/auth/browser/refresh": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Exchange the cookie's refresh token for new tokens */
        post: operations["BrowserSessions_refresh"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/auth/browser/sign-in": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sign in from a page: the refresh token goes into a cookie */
        post: operations["BrowserSessions_signIn"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/auth/browser/sign-out": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End the cookie's session, and remove the cookie */
        post: operations["BrowserSessions_signOut"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/auth/confirm-email": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Confirm an email address with the token that was sent to it */
        post: operations["Auth_confirmEmail"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/auth/forgot-password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ask for an email with which to set a new password; the answer is the same for unknown addresses */
        post: operations["Auth_forgotPassword"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/auth/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who is signed in
         * @description Roles: customer, agent, supervisor, billing_operator, carrier, switch, admin.
         */
        get: operations["Auth_me"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/auth/refresh": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Exchange a refresh token, once, for new tokens */
        post: operations["Auth_refresh"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/auth/reset-password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Set a new password with the token that was sent; all sessions end */
        post: operations["Auth_resetPassword"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/auth/sign-in": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sign in with email and password */
        post: operations["Auth_signIn"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/auth/sign-out": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End the session that a refresh token belongs to */
        post: operations["Auth_signOut"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/card-top-ups/{paymentId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Whether a top-up by card is paid
         * @description Roles: customer.
         */
        get: operations["Payments_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/carrier/port-outs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One's own requests, newest first
         * @description Roles: carrier.
         */
        get: operations["Carrier_list"];
        put?: never;
        /**
         * Ask for a number as its recipient operator; the same reference again is answered the same
         * @description Roles: carrier.
         */
        post: operations["Carrier_request"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/carrier/port-outs/{portOutId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One of one's own requests
         * @description Roles: carrier.
         */
        get: operations["Carrier_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/carrier/port-outs/{portOutId}/cancellations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Withdraw a request, until the number has left
         * @description Roles: carrier.
         */
        post: operations["Carrier_cancel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/catalogue": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Products and prices in force today */
        get: operations["Catalogue_catalogue"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/contracts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The customer's contracts, newest first
         * @description Roles: customer.
         */
        get: operations["Contracts_list"];
        put?: never;
        /**
         * One more contract in your own name, or a new one after a registration lapsed: reserves a number and tells what to pay
         * @description Roles: customer.
         */
        post: operations["Contracts_open"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/contracts/{contractId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A contract with its prepaid credit
         * @description Roles: customer.
         */
        get: operations["Contracts_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/contracts/{contractId}/call-limits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Classes of destinations that are open, ceiling per minute, caps of the day and the month, and what was spent under them
         * @description Roles: customer, agent, supervisor, billing_operator, admin.
         */
        get: operations["CallLimits_limits"];
        /**
         * Set all of them: a class that is not named is closed, a limit that is left out is none
         * @description Roles: customer.
         */
        put: operations["CallLimits_set"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/contracts/{contractId}/call-limits/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Every change of limits and of how called numbers are shown, newest first
         * @description Roles: customer, agent, supervisor, billing_operator, admin.
         */
        get: operations["CallLimits_history"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/contracts/{contractId}/called-numbers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How called numbers are shown
         * @description Roles: customer, agent, supervisor, billing_operator, admin.
         */
        get: operations["CallLimits_shownNumbers"];
        /**
         * Show called numbers in clear or without their last three digits, to yourself and to staff
         * @description Roles: customer.
         */
        put: operations["CallLimits_showNumbers"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/contracts/{contractId}/calls": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Calls with what each cost, newest first
         * @description Roles: customer.
         */
        get: operations["Calls_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/contracts/{contractId}/cancellation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The last cancellation of a contract and how far it is
         * @description Roles: customer.
         */
        get: operations["Cancellation_get"];
        put?: never;
        /**
         * Cancel a contract, now or at the end of the month; refused while it owes money
         * @description Roles: customer.
         */
        post: operations["Cancellation_request"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/contracts/{contractId}/cancellation/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take a cancellation back before it takes effect
         * @description Roles: customer.
         */
        post: operations["Cancellation_withdraw"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/contracts/{contractId}/card-top-ups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Begin a top-up by card: gives the address where to pay
         * @description Roles: customer.
         */
        post: operations["Credit_topUp"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/contracts/{contractId}/changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Changes of a contract, newest first
         * @description Roles: customer.
         */
        get: operations["Changes_list"];
        put?: never;
        /**
         * Price a change of services: what is charged now, what changes when
         * @description Roles: customer.
         */
        post: operations["Changes_quote"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/contracts/{contractId}/changes/{changeId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A change and whether it is applied
         * @description Roles: customer.
         */
        get: operations["Changes_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/contracts/{contractId}/changes/{changeId}/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Confirm a priced change: charged and applied, all or nothing
         * @description Roles: customer.
         */
        post: operations["Changes_confirm"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/contracts/{contractId}/credit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Prepaid credit, payment reference, services and what is to pay
         * @description Roles: customer.
         */
        get: operations["Credit_credit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/contracts/{contractId}/movements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Every movement of credit with its cause and the balance after it, newest first
         * @description Roles: customer.
         */
        get: operations["Credit_movements"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/contracts/{contractId}/numbers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The numbers of a contract
         * @description Roles: customer.
         */
        get: operations["Numbers_ofContract"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/contracts/{contractId}/numbers/{number}/migration-code": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The migration code with which a number can be taken to another operator
         * @description Roles: customer.
         */
        get: operations["Carrier_migrationCode"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/contracts/{contractId}/port-ins": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Begin a port-in order: a draft, until it is submitted
         * @description Roles: customer.
         */
        post: operations["PortIns_request"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/contracts/{contractId}/refunds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask back the credit that is left on a contract that has ended
         * @description Roles: customer.
         */
        post: operations["Refunds_open"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/contracts/{contractId}/refused-calls": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Calls that were not let start or go on, with the reason, newest first
         * @description Roles: customer, agent, supervisor, billing_operator, admin.
         */
        get: operations["CallLimits_refused"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/contracts/{contractId}/statements/{period}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Everything that moved the credit of a month, with net, VAT and gross of each charge; split at a change of holder
         * @description Roles: customer.
         */
        get: operations["Documents_month"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/contracts/{contractId}/statements/{period}/statement.pdf": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The same as PDF
         * @description Roles: customer.
         */
        get: operations["Documents_pdf"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/contracts/{contractId}/volture": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask to change the holder of a contract; opens a ticket for its documents
         * @description Roles: customer.
         */
        post: operations["Volture_request"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/contracts/{contractId}/withdrawal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The withdrawal from a contract, how far it is and what goes back
         * @description Roles: customer.
         */
        get: operations["Withdrawal_get"];
        put?: never;
        /**
         * Withdraw within 14 days of the activation: everything paid goes back but what was used after an express request to start at once
         * @description Roles: customer.
         */
        post: operations["Withdrawal_request"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/customer/details": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Your identity, and what was corrected of it
         * @description Roles: customer.
         */
        get: operations["Details_get"];
        /**
         * Correct your address, PEC address and codice destinatario; who you are changes by a voltura
         * @description Roles: customer.
         */
        put: operations["Details_correct"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/data-exports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Your copies, newest first
         * @description Roles: customer.
         */
        get: operations["DataRights_listExports"];
        put?: never;
        /**
         * Ask for a copy of everything that is kept about you; an email tells when it is ready
         * @description Roles: customer.
         */
        post: operations["DataRights_requestExport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/data-exports/{exportId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How far a copy is, and until when it can be fetched
         * @description Roles: customer.
         */
        get: operations["DataRights_getExport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/data-exports/{exportId}/archive.zip": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The copy itself: JSON by service, with documents and attachments as they are kept
         * @description Roles: customer.
         */
        get: operations["DataRights_archive"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/districts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Telephone districts by name or prefix, with how many numbers are free */
        get: operations["Numbers_districts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/docs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The API document as a page */
        get: operations["Docs_page"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/docs/start.js": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Starts the page */
        get: operations["Docs_start"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/erasures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Have your data erased, once nothing is open any more; your sign-in goes with it. What the law keeps is told with why and until when
         * @description Roles: customer.
         */
        post: operations["DataRights_requestErasure"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/erasures/{erasureId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What was erased, and what is kept, why and until when
         * @description Roles: customer.
         */
        get: operations["DataRights_getErasure"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Server-sent events of the customer's contracts, credit, services, numbers, refunds and tickets. `resync` asks to read again, `end` says why the stream ends
         * @description Roles: customer.
         */
        get: operations["Events_stream"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether the API is there */
        get: operations["Health_health"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/invoices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Your invoices, newest first
         * @description Roles: customer.
         */
        get: operations["Invoices_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/invoices/{invoiceId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * An invoice of yours, and where it is
         * @description Roles: customer.
         */
        get: operations["Invoices_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/invoices/{invoiceId}/fattura.xml": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * An invoice of yours as it was issued (FatturaPA FPR12)
         * @description Roles: customer.
         */
        get: operations["Invoices_file"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/invoices/{invoiceId}/invoice.pdf": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A copy for people of an invoice of yours; the electronic invoice alone is the original
         * @description Roles: customer.
         */
        get: operations["Invoices_pdf"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/numbers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Free numbers of a district, the easy to remember first; registering reserves one */
        get: operations["Numbers_search"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/openapi.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** This document, OpenAPI 3.1 */
        get: operations["Docs_openapi"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/port-ins": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Port-in orders, newest first
         * @description Roles: customer.
         */
        get: operations["PortIns_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/port-ins/{portInId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A port-in order with its documents, comments and history
         * @description Roles: customer.
         */
        get: operations["PortIns_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/port-ins/{portInId}/amendments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Correct a draft or a rejected order
         * @description Roles: customer, agent, supervisor, admin.
         */
        post: operations["PortIns_amend"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/port-ins/{portInId}/cancellations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel the order, until the day of cut-over
         * @description Roles: customer, agent, supervisor, admin.
         */
        post: operations["PortIns_cancel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/port-ins/{portInId}/comments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Comment on the order
         * @description Roles: customer.
         */
        post: operations["PortIns_comment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/port-ins/{portInId}/documents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Upload documents: PDF, PNG or JPEG, up to 5 MB each
         * @description Roles: customer, agent, supervisor, admin.
         */
        post: operations["PortIns_addDocuments"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/port-ins/{portInId}/documents/{documentId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A document of the order
         * @description Roles: customer, agent, supervisor, admin.
         */
        get: operations["PortIns_document"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/port-ins/{portInId}/letter-of-authority": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The letter of authority to sign, as PDF
         * @description Roles: customer, agent, supervisor, admin.
         */
        get: operations["PortIns_letter"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/port-ins/{portInId}/moves": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Move the day of cut-over, while that is allowed
         * @description Roles: customer, agent, supervisor, admin.
         */
        post: operations["PortIns_move"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/port-ins/{portInId}/submissions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send the order to the current operator
         * @description Roles: customer, agent, supervisor, admin.
         */
        post: operations["PortIns_submit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/quotes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What a new contract with these services costs today, and each month */
        post: operations["Catalogue_quote"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/rates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a call to a number costs that begins now: destination, price a minute and connection, net, VAT and with VAT */
        get: operations["Catalogue_rate"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/refunds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Your refunds, newest first
         * @description Roles: customer.
         */
        get: operations["Refunds_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/refunds/{refundId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A refund
         * @description Roles: customer.
         */
        get: operations["Refunds_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/refunds/{refundId}/iban": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Say where to, or correct it after a rejection: an account in the holder’s name
         * @description Roles: customer.
         */
        put: operations["Refunds_setIban"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/registrations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Register as a private person or a company: reserves a number and tells what to pay */
        post: operations["Registrations_register"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Your sessions that go on, the last used first
         * @description Roles: customer, agent, supervisor, billing_operator, carrier, switch, admin.
         */
        get: operations["Sessions_list"];
        put?: never;
        post?: never;
        /**
         * End all of your sessions, this one too
         * @description Roles: customer, agent, supervisor, billing_operator, carrier, switch, admin.
         */
        delete: operations["Sessions_endAll"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sessions/{sessionId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * End one of your sessions
         * @description Roles: customer, agent, supervisor, billing_operator, carrier, switch, admin.
         */
        delete: operations["Sessions_end"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/simulator/payments/{paymentId}/pay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Demo only: pay an open top-up as the payment simulator; not found in production
         * @description Roles: customer.
         */
        post: operations["Payments_simulate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/staff/adjustments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Adjustments, newest first; of one contract or in one state
         * @description Roles: supervisor, billing_operator, admin.
         */
        get: operations["Adjustments_list"];
        put?: never;
        /**
         * Correct the credit of a contract; above the threshold it waits for another person
         * @description Roles: supervisor, billing_operator, admin.
         */
        post: operations["Adjustments_book"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/staff/adjustments/{adjustmentId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * An adjustment, who asked for it and who decided
         * @description Roles: supervisor, billing_operator, admin.
         */
        get: operations["Adjustments_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/staff/adjustments/{adjustmentId}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Approve and book an adjustment that somebody else asked for
         * @description Roles: supervisor, billing_operator, admin.
         */
        post: operations["Adjustments_approve"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/staff/adjustments/{adjustmentId}/refuse": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Refuse an adjustment that waits, with the reason
         * @description Roles: supervisor, billing_operator, admin.
         */
        post: operations["Adjustments_refuse"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/staff/attachments/{attachmentId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Say what a file proves, for a voltura
         * @description Roles: agent, supervisor, admin.
         */
        patch: operations["Attachments_classify"];
        trace?: never;
    };
    "/v1/staff/bank-statements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Load a CAMT statement, report or notification: each transfer is credited once however often it is told, refunds that came back are owed again
         * @description Roles: billing_operator, admin.
         */
        post: operations["Transfers_load"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/staff/call-rejects": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Call records that were not taken: those that wait, or were decided about
         * @description Roles: billing_operator, admin.
         */
        get: operations["CallRejects_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/staff/call-rejects/{rejectId}/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take the record in, in the place of the one that its call was charged by; the ledger is corrected by the difference
         * @description Roles: billing_operator, admin.
         */
        post: operations["CallRejects_accept"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/staff/call-rejects/{rejectId}/dismiss": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Leave the record out for good: sent again, it changes nothing
         * @description Roles: billing_operator, admin.
         */
        post: operations["CallRejects_dismiss"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/staff/carrier-exchanges": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Exchange files with other operators now
         * @description Roles: supervisor, admin.
         */
        post: operations["StaffPorts_exchange"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/staff/carrier-messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What other operators sent by the exchange of files, and why it was refused
         * @description Roles: agent, supervisor, admin.
         */
        get: operations["StaffPorts_messages"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/staff/clock": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What time it is for the platform
         * @description Roles: agent, supervisor, billing_operator, admin, switch.
         */
        get: operations["Clock_now"];
        /**
         * Move the clock of every service; refused in production
         * @description Roles: admin.
         */
        put: operations["Clock_move"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/staff/contracts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Contracts, newest first; of one customer or in one state
         * @description Roles: agent, supervisor, billing_operator, admin.
         */
        get: operations["StaffCustomers_contracts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/staff/contracts/{contractId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A contract, for staff
         * @description Roles: agent, supervisor, billing_operator, admin.
         */
        get: operations["StaffCustomers_contract"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/staff/customers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Customers, newest first, or those that an email, contract number, tax code or telephone number names
         * @description Roles: agent, supervisor, billing_operator, admin.
         */
        get: operations["StaffCustomers_find"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/staff/customers/{customerId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A customer whole: contracts, credit, numbers, refunds, tickets, long-running work, emails and a timeline
         * @description Roles: agent, supervisor, billing_operator, admin.
         */
        get: operations["StaffCustomers_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/staff/customers/{customerId}/block-sign-in": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Block a customer’s sign-in and end its sessions, or let it sign in again; the reason is kept
         * @description Roles: agent, supervisor, admin.
         */
        post: operations["StaffCustomers_block"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/staff/customers/{customerId}/data-exports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A customer's copies, newest first
         * @description Roles: agent, supervisor, admin.
         */
        get: operations["DataRights_listExportsOf"];
        put?: never;
        /**
         * Ask for a copy of everything that is kept about a customer, on its behalf: the customer fetches it
         * @description Roles: agent, supervisor, admin.
         */
        post: operations["DataRights_requestExportFor"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/staff/customers/{customerId}/details": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A customer's identity, and what was corrected of it by whom
         * @description Roles: agent, supervisor, billing_operator, admin.
         */
        get: operations["Details_ofCustomer"];
        /**
         * Correct the address, PEC address and codice destinatario of a customer, with a reason
         * @description Roles: agent, supervisor, admin.
         */
        put: operations["Details_correctFor"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/staff/customers/{customerId}/erasures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A customer's erasures, and what is kept of it, why and until when
         * @description Roles: agent, supervisor, admin.
         */
        get: operations["DataRights_listErasuresOf"];
        put?: never;
        /**
         * Have a customer's data erased, on its behalf
         * @description Roles: supervisor, admin.
         */
        post: operations["DataRights_requestErasureFor"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/staff/customers/{customerId}/resend-confirmation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send the email confirmation again; the reason is kept
         * @description Roles: agent, supervisor, admin.
         */
        post: operations["StaffCustomers_resend"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/staff/debts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Debts, the oldest first, with the ageing of all of them
         * @description Roles: billing_operator, admin.
         */
        get: operations["Debts_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/staff/districts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Use of every district that has numbers
         * @description Roles: agent, supervisor, billing_operator, admin.
         */
        get: operations["Inventory_utilisation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/staff/identity-erasures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Erase the identities of a former customer that the law keeps no longer
         * @description Roles: admin.
         */
        post: operations["Inventory_erase"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/staff/invoices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Invoices of all customers, newest first
         * @description Roles: billing_operator, admin.
         */
        get: operations["Invoices_listAll"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/staff/invoices/{invoiceId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * An invoice with everything that happened to it, and what SdI told of it
         * @description Roles: billing_operator, admin.
         */
        get: operations["Invoices_detail"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/staff/invoices/{invoiceId}/fattura.xml": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * An invoice of any customer as it was issued (FatturaPA FPR12)
         * @description Roles: billing_operator, admin.
         */
        get: operations["Invoices_fileOfAny"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/staff/invoices/{invoiceId}/invoice.pdf": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The copy that the customer has
         * @description Roles: billing_operator, admin.
         */
        get: operations["Invoices_pdfOfAny"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/staff/invoices/{invoiceId}/resend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Issue an invoice that SdI rejected again, made out to its holder as corrected: the same number and date, another file name
         * @description Roles: billing_operator, admin.
         */
        post: operations["Invoices_resend"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/staff/left-credit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Credit that lies on registrations that lapsed and contracts that have ended
         * @description Roles: billing_operator, admin.
         */
        get: operations["Payments_left"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/staff/number-blocks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Blocks of numbers and how far they are loaded
         * @description Roles: agent, supervisor, billing_operator, admin.
         */
        get: operations["Inventory_blocks"];
        put?: never;
        /**
         * Put consecutive numbers into the inventory; more than 10,000 go on loading after the answer
         * @description Roles: admin.
         */
        post: operations["Inventory_load"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/staff/numbers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Numbers by district, state, contract and digits
         * @description Roles: agent, supervisor, billing_operator, admin.
         */
        get: operations["Inventory_numbers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/staff/numbers/{number}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A number with everything that ever happened to it
         * @description Roles: agent, supervisor, billing_operator, admin.
         */
        get: operations["Inventory_history"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/staff/numbers/{number}/holder-inquiries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Who held a number at an instant; the question and its reason are recorded
         * @description Roles: supervisor, admin.
         */
        post: operations["Inventory_heldAt"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/staff/numbers/{number}/holdings-inquiries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Everyone who ever held a number; recorded with its reason
         * @description Roles: supervisor, admin.
         */
        post: operations["Inventory_holdings"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/staff/numbers/{number}/take-backs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A number of ours that had left is ours again; it rests before someone else can have it
         * @description Roles: supervisor, admin.
         */
        post: operations["Inventory_takeBack"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/staff/port-ins": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Port-in orders of every customer, by contract and state
         * @description Roles: agent, supervisor, admin.
         */
        get: operations["StaffPorts_portIns"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/staff/port-ins/{portInId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A port-in order with its documents, comments and history
         * @description Roles: agent, supervisor, admin.
         */
        get: operations["StaffPorts_portIn"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/staff/port-ins/{portInId}/acceptances": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The current operator agreed on a day of cut-over
         * @description Roles: agent, supervisor, admin.
         */
        post: operations["StaffPorts_accept"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/staff/port-ins/{portInId}/comments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Comment on the order, for its customer to see
         * @description Roles: agent, supervisor, admin.
         */
        post: operations["StaffPorts_comment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/staff/port-ins/{portInId}/rejections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The current operator refused, with its reason
         * @description Roles: agent, supervisor, admin.
         */
        post: operations["StaffPorts_reject"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/staff/port-ins/{portInId}/verifications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The current operator has taken the order in hand
         * @description Roles: agent, supervisor, admin.
         */
        post: operations["StaffPorts_verify"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/staff/port-outs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Port-out requests of every operator
         * @description Roles: agent, supervisor, admin.
         */
        get: operations["StaffPorts_portOuts"];
        put?: never;
        /**
         * Enter the request of an operator without access to the carrier API
         * @description Roles: agent, supervisor, admin.
         */
        post: operations["StaffPorts_requestPortOut"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/staff/port-outs/{portOutId}/cancellations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Withdraw a request for the recipient, until the number has left
         * @description Roles: agent, supervisor, admin.
         */
        post: operations["StaffPorts_cancelPortOut"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/staff/refund-batches": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Files made for the bank, newest first
         * @description Roles: billing_operator, admin.
         */
        get: operations["Refunds_batches"];
        put?: never;
        /**
         * Put every approved refund into one file for the bank (pain.001.001.09 or CBIPaymentRequest, as configured)
         * @description Roles: billing_operator, admin.
         */
        post: operations["Refunds_export"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/staff/refund-batches/{batchId}/pain.001.xml": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A file for the bank, the same whenever it is asked for
         * @description Roles: billing_operator, admin.
         */
        get: operations["Refunds_batch"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/staff/refund-statuses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take what the bank did: pain.002 or CSV; each report counts once however often it is loaded
         * @description Roles: billing_operator, admin.
         */
        post: operations["Refunds_importStatus"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/staff/refunds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Refunds of all customers, newest first
         * @description Roles: billing_operator, admin.
         */
        get: operations["Refunds_listAll"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/staff/refunds/{refundId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A refund of any customer, with its whole IBAN
         * @description Roles: billing_operator, admin.
         */
        get: operations["Refunds_getAny"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/staff/refunds/{refundId}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Approve the IBAN that you reviewed; above the four-eyes threshold two people must
         * @description Roles: billing_operator, admin.
         */
        post: operations["Refunds_approve"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/staff/refunds/{refundId}/iban": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Write down the IBAN that a customer gave; someone else must then approve
         * @description Roles: billing_operator, admin.
         */
        put: operations["Refunds_setIbanFor"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/staff/register-exports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Entries of the holder register with their hashes, page by page; recorded with its reason
         * @description Roles: supervisor, admin.
         */
        post: operations["Inventory_export"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/staff/register-inquiries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who asked the holder register what, and why, newest first
         * @description Roles: admin.
         */
        get: operations["Inventory_inquiries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/staff/renewal-runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Renewal runs, newest first
         * @description Roles: billing_operator, admin.
         */
        get: operations["Renewals_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/staff/renewal-runs/{period}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How far the renewal of a month is, what it charged, and what failed
         * @description Roles: billing_operator, admin.
         */
        get: operations["Renewals_status"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/staff/reports/tickets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Backlog, first answers, resolutions and broken promises of a period
         * @description Roles: supervisor, admin.
         */
        get: operations["DeskTools_report"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/staff/reports/tickets.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The same report as CSV
         * @description Roles: supervisor, admin.
         */
        get: operations["DeskTools_reportCsv"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/staff/sagas": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Activations, cancellations, volture and changes with numbers, with their step, newest first
         * @description Roles: agent, supervisor, billing_operator, admin.
         */
        get: operations["StaffSagas_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/staff/sagas/{sagaId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One of them with its history and last failure
         * @description Roles: agent, supervisor, billing_operator, admin.
         */
        get: operations["StaffSagas_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/staff/sagas/{sagaId}/compensate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Undo it while it waits or fails; the reason is kept
         * @description Roles: supervisor, admin.
         */
        post: operations["StaffSagas_compensate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/staff/sagas/{sagaId}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Try it again now; the reason is kept
         * @description Roles: supervisor, admin.
         */
        post: operations["StaffSagas_resume"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/staff/sdi-messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Messages of SdI, newest first; `odd` are those that staff must look at
         * @description Roles: billing_operator, admin.
         */
        get: operations["Invoices_messages"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/staff/sdi-messages/{messageId}/original": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A message of SdI as it came
         * @description Roles: billing_operator, admin.
         */
        get: operations["Invoices_message"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/staff/ticket-load": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What each agent has in hand
         * @description Roles: agent, supervisor, billing_operator, admin.
         */
        get: operations["Desk_load"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/staff/ticket-macros": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Macros, by name
         * @description Roles: agent, supervisor, billing_operator, admin.
         */
        get: operations["DeskTools_macros"];
        put?: never;
        /**
         * Save a macro; the same name again replaces it
         * @description Roles: supervisor, admin.
         */
        post: operations["DeskTools_saveMacro"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/staff/ticket-macros/{macroId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Remove a macro
         * @description Roles: supervisor, admin.
         */
        delete: operations["DeskTools_removeMacro"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/staff/ticket-views": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The caller's saved views of the queue, and shared ones
         * @description Roles: agent, supervisor, billing_operator, admin.
         */
        get: operations["DeskTools_views"];
        put?: never;
        /**
         * Save a view of the queue; the same name again replaces it
         * @description Roles: agent, supervisor, billing_operator, admin.
         */
        post: operations["DeskTools_saveView"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/staff/ticket-views/{viewId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Remove one of the caller's own views
         * @description Roles: agent, supervisor, billing_operator, admin.
         */
        delete: operations["DeskTools_removeView"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/staff/tickets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The queue: what breaks its promise first in front
         * @description Roles: agent, supervisor, billing_operator, admin.
         */
        get: operations["Desk_queue"];
        put?: never;
        /**
         * Open a ticket in a customer's name
         * @description Roles: agent, supervisor, billing_operator, admin.
         */
        post: operations["Desk_open"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/staff/tickets/{ticketId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A ticket with everything that staff see
         * @description Roles: agent, supervisor, billing_operator, admin.
         */
        get: operations["Desk_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change category, priority, subject or tags
         * @description Roles: agent, supervisor, billing_operator, admin.
         */
        patch: operations["Desk_classify"];
        trace?: never;
    };
    "/v1/staff/tickets/{ticketId}/answers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Answer the customer
         * @description Roles: agent, supervisor, billing_operator, admin.
         */
        post: operations["Desk_answer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/staff/tickets/{ticketId}/assign": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give a ticket to an agent
         * @description Roles: supervisor, admin.
         */
        post: operations["Desk_assign"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/staff/tickets/{ticketId}/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * All that was ever done to a ticket
         * @description Roles: agent, supervisor, billing_operator, admin.
         */
        get: operations["Desk_audit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/staff/tickets/{ticketId}/claim": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Claim a ticket: of two at once one gets it, the other 409
         * @description Roles: agent, supervisor, billing_operator, admin.
         */
        post: operations["Desk_claim"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/staff/tickets/{ticketId}/close": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Close a resolved ticket; 409 when the customer wrote since
         * @description Roles: agent, supervisor, billing_operator, admin.
         */
        post: operations["Desk_close"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/staff/tickets/{ticketId}/links": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Link two tickets
         * @description Roles: agent, supervisor, billing_operator, admin.
         */
        post: operations["Desk_link"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/staff/tickets/{ticketId}/macros": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Answer and classify with a macro
         * @description Roles: agent, supervisor, billing_operator, admin.
         */
        post: operations["Desk_applyMacro"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/staff/tickets/{ticketId}/merge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Move the conversation into another ticket of the same customer
         * @description Roles: agent, supervisor, admin.
         */
        post: operations["Desk_merge"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/staff/tickets/{ticketId}/notes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Add an internal note
         * @description Roles: agent, supervisor, billing_operator, admin.
         */
        post: operations["Desk_note"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/staff/tickets/{ticketId}/reopen": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Open a ticket again
         * @description Roles: agent, supervisor, billing_operator, admin.
         */
        post: operations["Desk_reopen"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/staff/tickets/{ticketId}/resolve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Resolve what was seen; 409 when the customer wrote since
         * @description Roles: agent, supervisor, billing_operator, admin.
         */
        post: operations["Desk_resolve"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/staff/tickets/{ticketId}/split": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Move messages to a ticket of their own
         * @description Roles: agent, supervisor, admin.
         */
        post: operations["Desk_split"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/staff/tickets/{ticketId}/transfer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Hand a ticket on, to an agent or back to the queue, with the reason
         * @description Roles: agent, supervisor, billing_operator, admin.
         */
        post: operations["Desk_transfer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/staff/tickets/{ticketId}/watch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Begin or end to watch a ticket
         * @description Roles: agent, supervisor, billing_operator, admin.
         */
        post: operations["Desk_watch"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/staff/top-ups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Book a bank transfer, once for each bank reference
         * @description Roles: billing_operator, admin.
         */
        post: operations["Payments_bookBankTransfer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/staff/unmatched-transfers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lines of statements that wait for staff, each with its reason
         * @description Roles: billing_operator, admin.
         */
        get: operations["Transfers_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/staff/unmatched-transfers/{transferId}/assign": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Credit a transfer to the contract it was meant for
         * @description Roles: billing_operator, admin.
         */
        post: operations["Transfers_assign"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/staff/unmatched-transfers/{transferId}/dismiss": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take a line off the list that is no money of a contract, with the reason
         * @description Roles: billing_operator, admin.
         */
        post: operations["Transfers_dismiss"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/staff/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Staff and carrier sign-ins, newest first
         * @description Roles: admin.
         */
        get: operations["StaffUsers_list"];
        put?: never;
        /**
         * Make a sign-in: people are invited by email to choose their password, a machine’s secret is told once
         * @description Roles: admin.
         */
        post: operations["StaffUsers_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/staff/users/{userId}/disable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Shut a staff sign-in out at once, or let it in again; the reason is kept
         * @description Roles: admin.
         */
        post: operations["StaffUsers_disable"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/staff/users/{userId}/invitations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Invite again who has not chosen a password yet; the invitation before stops working
         * @description Roles: admin.
         */
        post: operations["StaffUsers_invite"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/staff/users/{userId}/secrets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give a machine its next secret, told once; the one before and its sessions end
         * @description Roles: admin.
         */
        post: operations["StaffUsers_rotateSecret"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/staff/volture": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Changes of holder, newest first
         * @description Roles: agent, supervisor, admin.
         */
        get: operations["Volture_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/staff/volture/{volturaId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A change of holder, for staff
         * @description Roles: agent, supervisor, admin.
         */
        get: operations["Volture_inspect"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/staff/volture/{volturaId}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Approve a complete change of holder: it is carried out
         * @description Roles: supervisor, admin.
         */
        post: operations["Volture_approve"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/staff/volture/{volturaId}/refuse": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Refuse a change of holder, with the reason for the customer
         * @description Roles: supervisor, admin.
         */
        post: operations["Volture_refuse"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/staff/waiting-documents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Invoices and credit notes that are due and not issued, with the reason where they cannot be
         * @description Roles: billing_operator, admin.
         */
        get: operations["Invoices_waiting"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/switch/authorisations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * May this call start, or go on, and for how many seconds in all? Asked again for the same call, the new answer replaces the old
         * @description Roles: switch.
         */
        post: operations["Switch_authorise"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/switch/call-records": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Records of calls that have ended, up to a thousand; each is charged once, however often it is sent
         * @description Roles: switch.
         */
        post: operations["Switch_record"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/switch/releases": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give back what was reserved for a call that never came to be
         * @description Roles: switch.
         */
        post: operations["Switch_release"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/terms": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The versions of the terms of contract, and the one in force */
        get: operations["Terms_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/terms/{version}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A version of the terms of contract, in Italian or English */
        get: operations["Terms_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tickets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The customer's tickets, newest first
         * @description Roles: customer.
         */
        get: operations["Tickets_list"];
        put?: never;
        /**
         * Open a ticket
         * @description Roles: customer.
         */
        post: operations["Tickets_open"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tickets/{ticketId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A ticket with its conversation
         * @description Roles: customer.
         */
        get: operations["Tickets_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tickets/{ticketId}/answers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Answer; a ticket that was resolved or closed is open again
         * @description Roles: customer.
         */
        post: operations["Tickets_answer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tickets/{ticketId}/attachments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Store files for a ticket, to be shown with an answer
         * @description Roles: customer, agent, supervisor, billing_operator, admin.
         */
        post: operations["Attachments_add"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/top-up-amounts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What is offered to top up: fixed amounts, a free one, the limits of each way of paying; no fee on any */
        get: operations["Catalogue_topUpAmounts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/voltura-agreements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Agree, as the new holder, with the token that was mailed */
        post: operations["Volture_agree"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/volture/{volturaId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A change of holder and what it still lacks
         * @description Roles: customer.
         */
        get: operations["Volture_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/volture/{volturaId}/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take back a change of holder that is not approved yet
         * @description Roles: customer.
         */
        post: operations["Volture_withdraw"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/stripe": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Notifications of the payment provider, signed by it; each payment counts once however often it is told */
        post: operations["Payments_stripe"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        Address: {
            /** @example 20121 */
            cap: string;
            /** @example Milano */
            city: string;
            /** @example MI */
            province: string;
            /** @example Via Roma 1 */
            street: string;
        };
        AdjustmentPage: {
            items: components["schemas"]["AdjustmentView"][];
            nextCursor?: string;
        };
        AdjustmentView: {
            /**
             * Format: cents
             * @description Positive: credit grows
             */
            amountCents: number;
            /**
             * Format: id
             * @description The movement whose charge it corrects
             */
            chargeId?: string;
            /** Format: id */
            contractId: string;
            /** Format: id */
            customerId: string;
            /** Format: date-time */
            decidedAt?: string;
            /** @description User id of who approved or refused it */
            decidedBy?: string;
            /**
             * Format: id
             * @description Its ledger entry, once it is booked
             */
            entryId?: string;
            /** @enum {string} */
            ground: "correction" | "late_answer";
            /** Format: id */
            id: string;
            reason: string;
            /** @description Why it was refused */
            refusal?: string;
            /** Format: date-time */
            requestedAt: string;
            /** @description User id */
            requestedBy: string;
            /** @enum {string} */
            state: "waiting_approval" | "booked" | "refused";
            /** Format: id */
            ticketId?: string;
        };
        AgentLoad: {
            /** @description User id; `none` for what nobody has */
            agentId: string;
            /**
             * Format: count
             * @description Of these, with a broken promise
             */
            breached: number;
            /**
             * Format: date-time
             * @description When the next promise breaks
             */
            nextDueAt?: string;
            /**
             * Format: count
             * @description New and open tickets
             */
            open: number;
            /** Format: count */
            waiting: number;
        };
        AgreeToVoltura: {
            /** @description The token that was sent to the new holder */
            token: string;
        };
        AllSagasPage: {
            items: components["schemas"]["SagaView"][];
            nextCursor?: string;
            /** @description Services that did not answer: their part is missing */
            unavailable: string[];
        };
        AttachmentList: {
            items: components["schemas"]["AttachmentView"][];
        };
        AttachmentView: {
            /** Format: date-time */
            at: string;
            contentType: string;
            /**
             * @description What it proves, for a voltura
             * @enum {string}
             */
            documentKind?: "identity" | "company_register" | "agreement" | "other";
            fileName: string;
            /** Format: id */
            id: string;
            /** @description SHA-256 of the content, hexadecimal */
            sha256: string;
            /**
             * Format: count
             * @description Bytes
             */
            size: number;
        };
        AuditEntry: {
            action: string;
            actorId: string;
            actorKind: string;
            /** Format: date-time */
            at: string;
            details?: {
                [key: string]: unknown;
            };
        };
        AuditTrail: {
            entries: components["schemas"]["AuditEntry"][];
        };
        AuthoriseCall: {
            callId: string;
            /** Format: id */
            contractId: string;
            /**
             * Format: count
             * @description For a call that is going on: seconds so far. More are then reserved
             */
            elapsedSeconds?: number;
            /**
             * @description Called number: E.164 with its +, or a short number such as 112 or 1518
             * @example +442079460000
             */
            to: string;
        };
        BankFile: {
            /** @description The file’s content */
            content: string;
        };
        BankStatusImport: {
            rows: components["schemas"]["BankStatusRow"][];
        };
        BankStatusRow: {
            /** @description The bank’s code, e.g. RVNM */
            code?: string;
            /** @description EndToEndId, as the bank gave it */
            endToEndId?: string;
            /** @description MsgId of the file that the row is about, where it names no transfer */
            messageId?: string;
            /**
             * @description conflict: contradicts what is known; unknown: none of ours, or not understood, see `problem`. Nothing was changed by either: look into it
             * @enum {string}
             */
            outcome: "executed" | "rejected" | "returned" | "noted" | "already" | "conflict" | "unknown";
            /** @description Why the row could not be taken; the others were */
            problem?: string;
            /** @description The bank’s reason code */
            reason?: string;
            /** Format: id */
            refundId?: string;
        };
        BankTopUp: {
            /**
             * Format: cents
             * @description Amount received
             */
            amountCents: number;
            /**
             * @description The bank’s own reference of the transfer: it is booked once, however often it is sent
             * @example 2026-12-01/0001
             */
            bankReference: string;
            /**
             * Format: id
             * @description The contract, where the reference was not quoted
             */
            contractId?: string;
            payer?: string;
            /**
             * @description RF creditor reference that the payer quoted; this or `contractId`
             * @example RF45C00000042
             */
            paymentReference?: string;
            /**
             * Format: date
             * @description Booking date
             */
            receivedOn: string;
        };
        BlockList: {
            items: components["schemas"]["BlockView"][];
        };
        BlockPage: {
            items: components["schemas"]["BlockView"][];
            nextCursor?: string;
        };
        BlockView: {
            /** Format: date-time */
            createdAt: string;
            /** @description Who loaded it */
            createdBy: string;
            district: string;
            /** Format: e164 */
            from: string;
            /** Format: id */
            id: string;
            /**
             * Format: count
             * @description Numbers of it that are in the inventory
             */
            loaded: number;
            /** Format: count */
            size: number;
            /** @enum {string} */
            state: "loading" | "ready";
            /** Format: e164 */
            to: string;
        };
        BookAdjustment: {
            /**
             * Format: cents
             * @description Positive: credit grows. Not zero
             * @example 1000
             */
            amountCents: number;
            /**
             * Format: id
             * @description The movement whose charge it corrects: its VAT goes back with it, by the month’s invoice or a credit note. The amount is positive then, and at most what is left of the charge
             */
            chargeId?: string;
            /**
             * Format: id
             * @description The contract
             */
            contractId: string;
            /**
             * @description correction by default; late_answer: an indemnity for a ticket that was answered late, always positive
             * @enum {string}
             */
            ground?: "correction" | "late_answer";
            /**
             * @description Why; the customer reads it with the movement
             * @example Due giorni di guasto a novembre
             */
            reason: string;
            /**
             * Format: id
             * @description The ticket that it is about
             */
            ticketId?: string;
        };
        BrowserSession: {
            accessToken: string;
            /**
             * Format: count
             * @description Seconds the access token lasts
             */
            expiresIn: number;
            tokenType: string;
        };
        CallAuthorisation: {
            allowed: boolean;
            /**
             * Format: count
             * @description Granted: the call may last this many seconds in all, from its answer; ask again before they are over for more, end it when they are
             */
            maxSeconds: number;
            /**
             * @description Why not: credit: it does not pay for it; barred: its class of destinations is closed; suspended: outgoing calls are, for a debt; ended: the contract is not active; cap: the day’s or month’s cap is reached; ceiling: it costs more a minute than the customer allows; unknown: there is no price for the number, or no such contract
             * @enum {string}
             */
            reason?: "credit" | "barred" | "suspended" | "ended" | "cap" | "ceiling" | "unknown";
            /**
             * Format: cents
             * @description Reserved for it, with VAT
             */
            reservedCents: number;
        };
        CallIntake: {
            /** Format: count */
            rated: number;
            rejects: components["schemas"]["CallReject"][];
            /**
             * Format: count
             * @description Records known already
             */
            repeated: number;
        };
        CallLimits: {
            /**
             * Format: cents
             * @description What the first minute of a call may cost at most, connection and VAT included; no ceiling without it. Seconds that FLAT covers cost nothing
             * @example 20
             */
            ceilingPerMinuteCents?: number;
            classes: components["schemas"]["ContractClass"][];
            /**
             * Format: id
             * @description The contract
             */
            contractId: string;
            /**
             * Format: cents
             * @description What metered traffic may cost on a Rome day at most, with VAT; no cap without it
             * @example 500
             */
            dailyCapCents?: number;
            /**
             * Format: cents
             * @description The same for a calendar month
             * @example 2000
             */
            monthlyCapCents?: number;
            /**
             * Format: cents
             * @description The same for this month
             */
            spentThisMonthCents: number;
            /**
             * Format: cents
             * @description What metered traffic has cost today, with VAT
             */
            spentTodayCents: number;
        };
        CallPage: {
            items: components["schemas"]["CallView"][];
            nextCursor?: string;
        };
        CallPrice: {
            /**
             * Format: count
             * @description With VAT
             */
            grossMicros: number;
            /**
             * Format: count
             * @description Net
             */
            netMicros: number;
            /**
             * Format: count
             * @description VAT on it
             */
            vatMicros: number;
        };
        CallRate: {
            className: string;
            /** @description Whether such calls are refused until the customer opens their class (R27) */
            closedByDefault: boolean;
            /** @description Once for an answered call */
            connection: components["schemas"]["CallPrice"];
            /** @example United Kingdom */
            destination: string;
            /**
             * @description Code of the class that it is opened and closed with
             * @example international
             */
            destinationClass: string;
            /**
             * Format: count
             * @description Seconds charged at least for an answered call
             */
            firstSeconds: number;
            /** @description Whether the FLAT allowance covers it */
            includedInFlat: boolean;
            number: string;
            /** @description A minute */
            perMinute: components["schemas"]["CallPrice"];
            /**
             * Format: count
             * @description Beyond those, seconds are charged in steps of this many
             */
            stepSeconds: number;
            /**
             * Format: count
             * @description VAT rate in hundredths of a percent: 2200 is 22 %
             */
            vatBasisPoints: number;
        };
        CallRecord: {
            /** @description The switch’s id of the call: it is charged once, however often it is sent */
            callId: string;
            /** Format: id */
            contractId: string;
            /** @description Calling number */
            from: string;
            /**
             * Format: count
             * @description Seconds from answer to end; 0 when it was not answered
             */
            seconds: number;
            /**
             * Format: date-time
             * @description When it was answered, or tried
             */
            startedAt: string;
            /**
             * @description Called number: E.164 with its +, or a short number such as 112 or 1518
             * @example +442079460000
             */
            to: string;
        };
        CallRecords: {
            records: components["schemas"]["CallRecord"][];
        };
        CallReject: {
            callId: string;
            reason: string;
        };
        CallRejectPage: {
            items: components["schemas"]["CallRejectView"][];
            nextCursor?: string;
        };
        CallRejectView: {
            /**
             * Format: date-time
             * @description When it was refused last
             */
            at: string;
            callId: string;
            contractId: string;
            /** Format: date-time */
            decidedAt?: string;
            /** @description User id of who decided */
            decidedBy?: string;
            /** @description Why it was decided so */
            decision?: string;
            /** @description Calling number */
            from: string;
            id: string;
            /** @description Why it was not taken; `different_record`: the call was taken from another record */
            reason: string;
            /** @description Under which id the record is kept that it took the place of */
            replaced?: string;
            /** Format: count */
            seconds: number;
            startedAt: string;
            /** @enum {string} */
            state: "waiting" | "accepted" | "dismissed" | "replaced";
            /** @description Called number, as its contract shows called numbers (R28) */
            to: string;
        };
        CallSettingsChange: {
            after: components["schemas"]["CallSettingsState"];
            /** Format: date-time */
            at: string;
            before: components["schemas"]["CallSettingsState"];
            /** @description User id of who changed it */
            by: string;
            /** Format: id */
            id: string;
        };
        CallSettingsHistory: {
            items: components["schemas"]["CallSettingsChange"][];
            nextCursor?: string;
        };
        CallSettingsState: {
            /** @enum {string} */
            calledNumbers: "masked" | "clear";
            /**
             * Format: cents
             * @description What the first minute of a call may cost at most, connection and VAT included; no ceiling without it. Seconds that FLAT covers cost nothing
             * @example 20
             */
            ceilingPerMinuteCents?: number;
            /**
             * Format: cents
             * @description What metered traffic may cost on a Rome day at most, with VAT; no cap without it
             * @example 500
             */
            dailyCapCents?: number;
            /**
             * Format: cents
             * @description The same for a calendar month
             * @example 2000
             */
            monthlyCapCents?: number;
            openClasses: string[];
        };
        CallView: {
            /** @description It was made although its class of destinations is closed (R27) */
            barred?: boolean;
            /**
             * Format: count
             * @description Seconds charged, by the destination’s increments
             */
            billedSeconds: number;
            callId: string;
            /**
             * Format: count
             * @description Of those, seconds that the FLAT allowance covers
             */
            coveredSeconds: number;
            destination: string;
            from: string;
            /**
             * Format: count
             * @description Net, in millionths of a euro
             */
            netMicros: number;
            /** Format: count */
            seconds: number;
            /** Format: date-time */
            startedAt: string;
            /**
             * @description waived: it reached us after the contract had ended, and is not charged (R14)
             * @enum {string}
             */
            state: "rated" | "waived";
            /**
             * @description Called number; without its last three digits unless the customer chose to see them (R28)
             * @example +393351234***
             */
            to: string;
        };
        CancellationView: {
            /** Format: id */
            contractId: string;
            /**
             * Format: date-time
             * @description When it takes effect; until then it can be withdrawn
             */
            effectiveAt: string;
            /** Format: id */
            id: string;
            /**
             * Format: cents
             * @description Residual credit that is returned by bank transfer (R13)
             */
            refundCents?: number;
            /** @description Why it was refused: code, text in both languages, details */
            refusal?: {
                [key: string]: unknown;
            };
            /** Format: date-time */
            requestedAt: string;
            /** @enum {string} */
            state: "scheduled" | "in_progress" | "completed" | "withdrawn" | "refused";
            /** @enum {string} */
            when: "now" | "end_of_month";
        };
        CardPayment: {
            /** Format: cents */
            amountCents: number;
            /** @description Where the customer pays */
            checkoutUrl: string;
            /** Format: id */
            contractId: string;
            /** Format: id */
            paymentId: string;
            /** @description stripe, or simulator in the demo */
            provider: string;
            /** @enum {string} */
            state: "open" | "paid";
        };
        CarrierMessage: {
            /** @description Our order, or the recipient’s reference */
            about: string;
            /** Format: date-time */
            at: string;
            /** @description The operator */
            from: string;
            /** @description The other side’s id of it */
            id: string;
            kind: string;
            /** @enum {string} */
            outcome: "taken" | "refused";
            /** @description Why it was refused */
            reason?: string;
        };
        CarrierMessagePage: {
            items: components["schemas"]["CarrierMessage"][];
            nextCursor?: string;
        };
        CatalogueProduct: {
            /**
             * Format: count
             * @description FLAT fair use, minutes a month
             */
            allowanceMinutes?: number;
            /** @example extension */
            code: string;
            /** @description Of each group a contract has one product at most */
            group?: string;
            /**
             * Format: count
             * @description How many a contract can have at most
             */
            maximum: number;
            /**
             * Format: count
             * @description How many every contract has at least
             */
            minimum: number;
            /**
             * Format: cents
             * @description With VAT, a month, for one
             */
            monthlyGrossCents: number;
            /**
             * Format: cents
             * @description Net, a month, each
             */
            monthlyNetCents: number;
            name: string;
            /** @description One of these is needed to have it */
            requires?: string[];
            /**
             * Format: count
             * @description VAT rate in hundredths of a percent: 2200 is 22 %
             */
            vatBasisPoints: number;
        };
        CatalogueView: {
            /**
             * Format: date
             * @description Since when these prices hold
             */
            from: string;
            /**
             * @description What is invoiced. consumption: the charges of a month; credit, and what charges take of it, is with VAT. top_up: each top-up; credit, and what charges take of it, is net
             * @enum {string}
             */
            invoicing: "consumption" | "top_up";
            products: components["schemas"]["CatalogueProduct"][];
            version: string;
        };
        ChangeOrder: {
            /** @description Numbers that it adds, once confirmed */
            addedNumbers: string[];
            /**
             * Format: cents
             * @description What to pay, with VAT, to have it
             */
            amountDueCents?: number;
            /** Format: date-time */
            appliedAt?: string;
            /** Format: id */
            changeId: string;
            /**
             * Format: cents
             * @description Taken from credit when it is confirmed: net where top-ups are invoiced
             */
            chargeCents: number;
            /** Format: id */
            contractId: string;
            /** Format: date-time */
            createdAt: string;
            /** @description Numbers that end with the month */
            givenUp: string[];
            /**
             * Format: cents
             * @description With VAT
             */
            grossCents: number;
            /**
             * @description What is invoiced. consumption: the charges of a month; credit, and what charges take of it, is with VAT. top_up: each top-up; credit, and what charges take of it, is net
             * @enum {string}
             */
            invoicing: "consumption" | "top_up";
            /** @description What is charged at once */
            lines: components["schemas"]["ChargeLine"][];
            /**
             * Format: cents
             * @description Credit that is missing to confirm it now
             */
            missingCents?: number;
            /**
             * Format: cents
             * @description Each month from the next 1st on, with VAT
             */
            monthlyGrossCents: number;
            /** Format: cents */
            netCents: number;
            /** @description Why it was refused, a stable code */
            refusal?: string;
            /** @enum {string} */
            state: "quoted" | "confirming" | "applied" | "refused";
            steps: components["schemas"]["ChangeStep"][];
            /**
             * Format: date-time
             * @description Until when it can be confirmed at this price
             */
            validUntil: string;
            /**
             * Format: cents
             * @description In the charge, or to be paid with the top-up that covers it
             */
            vatCents: number;
        };
        ChangePage: {
            items: components["schemas"]["ChangeOrder"][];
            nextCursor?: string;
        };
        ChangeStep: {
            /**
             * Format: date
             * @description The day it takes effect
             */
            effectiveOn: string;
            /** Format: count */
            fromQuantity: number;
            /**
             * @description upgrade: at once and charged; downgrade: from the next 1st; withdrawal: of a downgrade, free; exchange: at once, the difference is charged
             * @enum {string}
             */
            kind: "upgrade" | "downgrade" | "withdrawal" | "exchange";
            product: string;
            /** Format: count */
            toQuantity: number;
        };
        ChargeLine: {
            /**
             * Format: count
             * @description Days charged
             */
            days: number;
            /** Format: cents */
            grossCents: number;
            /** Format: cents */
            netCents: number;
            /**
             * Format: count
             * @description Days of the month
             */
            ofDays: number;
            product: string;
            productName: string;
            /** Format: count */
            quantity: number;
            /** @description The reason in the language asked for */
            reason: string;
            /** @description Stable code: activation, upgrade, exchange, renewal, traffic, port_in, returned, withdrawn, corrected */
            reasonCode: string;
            /**
             * Format: count
             * @description VAT rate in hundredths of a percent: 2200 is 22 %
             */
            vatBasisPoints: number;
            /** Format: cents */
            vatCents: number;
        };
        ClockView: {
            /** @description Whether it can be moved: in the demo and in tests, never in production */
            movable: boolean;
            /**
             * Format: date-time
             * @description The platform's business clock
             */
            time: string;
        };
        ComingPrice: {
            /**
             * Format: date
             * @description The day from which the new price holds
             */
            from: string;
            /**
             * Format: cents
             * @description A month until then, with VAT
             */
            monthlyGrossCents: number;
            /**
             * Format: cents
             * @description A month from then on, with VAT
             */
            newMonthlyGrossCents: number;
        };
        ComplaintView: {
            /**
             * Format: date
             * @description The last day for the written answer
             */
            answerBy: string;
            /** Format: date-time */
            answeredAt?: string;
            /** @description The way to the public conciliation, in the language asked for */
            conciliation: string;
            /** @description No answer came in time: supervisors were told */
            late: boolean;
            /**
             * @description The receipt, to be quoted
             * @example REC-2026-00000042
             */
            receiptNumber: string;
            /** Format: date-time */
            receivedAt: string;
        };
        ContractClass: {
            /** @description Closed until the customer opens it */
            closedByDefault: boolean;
            /** @example premium */
            code: string;
            name: string;
            /** @description Whether calls to it may start; free numbers and emergency numbers always may */
            open: boolean;
        };
        ContractDetail: {
            /** Format: date-time */
            activatedAt?: string;
            /** @description The number people quote, e.g. C00000042 */
            contractNumber: string;
            /** Format: date-time */
            createdAt: string;
            /** @description Absent until the credit account is open */
            credit?: components["schemas"]["CreditView"];
            /** Format: id */
            customerId: string;
            /** Format: date-time */
            endedAt?: string;
            /** @description Why it ended, a stable code */
            endReason?: string;
            /**
             * Format: date-time
             * @description When an unpaid registration lapses (R15)
             */
            expiresAt?: string;
            /**
             * Format: date-time
             * @description When it lapses once the address is confirmed
             */
            expiresAtOnceConfirmed?: string;
            /**
             * @description Why it lapses then: with email_not_confirmed it is enough to confirm the address, and it lapses at `expiresAtOnceConfirmed`
             * @enum {string}
             */
            expiresBecause?: "email_not_confirmed" | "not_paid";
            holder: components["schemas"]["Holder"];
            /** Format: id */
            id: string;
            /**
             * Format: date-time
             * @description When the holder expressly asked that the service begin at once (R25)
             */
            immediateStartAskedAt?: string;
            /**
             * Format: e164
             * @description The first number: reserved, and assigned once active
             */
            number?: string;
            /** @description RF creditor reference (ISO 11649) to quote in a bank transfer */
            paymentReference?: string;
            /** @enum {string} */
            state: "registering" | "awaiting_credit" | "activating" | "active" | "cancelling" | "cancelled" | "lapsed" | "transferred";
            /** @description The terms that its holder accepted or was told of, oldest first; none where it is older than their record */
            terms?: components["schemas"]["TermsAcceptance"][];
            /**
             * Format: date
             * @description The last day on which a private holder can withdraw (R25); absent where nobody can
             */
            withdrawalUntil?: string;
        };
        ContractMovements: {
            /** Format: id */
            contractId: string;
            /** @description Newest first */
            entries: components["schemas"]["StatementEntry"][];
        };
        ContractNumbers: {
            /** @description Numbers that ended and can still be ported out, with their migration code */
            ended: components["schemas"]["EndedNumberView"][];
            items: components["schemas"]["NumberView"][];
        };
        ContractPage: {
            items: components["schemas"]["ContractView"][];
            nextCursor?: string;
        };
        ContractView: {
            /** Format: date-time */
            activatedAt?: string;
            /** @description The number people quote, e.g. C00000042 */
            contractNumber: string;
            /** Format: date-time */
            createdAt: string;
            /** Format: id */
            customerId: string;
            /** Format: date-time */
            endedAt?: string;
            /** @description Why it ended, a stable code */
            endReason?: string;
            /**
             * Format: date-time
             * @description When an unpaid registration lapses (R15)
             */
            expiresAt?: string;
            /**
             * Format: date-time
             * @description When it lapses once the address is confirmed
             */
            expiresAtOnceConfirmed?: string;
            /**
             * @description Why it lapses then: with email_not_confirmed it is enough to confirm the address, and it lapses at `expiresAtOnceConfirmed`
             * @enum {string}
             */
            expiresBecause?: "email_not_confirmed" | "not_paid";
            holder: components["schemas"]["Holder"];
            /** Format: id */
            id: string;
            /**
             * Format: date-time
             * @description When the holder expressly asked that the service begin at once (R25)
             */
            immediateStartAskedAt?: string;
            /**
             * Format: e164
             * @description The first number: reserved, and assigned once active
             */
            number?: string;
            /** @description RF creditor reference (ISO 11649) to quote in a bank transfer */
            paymentReference?: string;
            /** @enum {string} */
            state: "registering" | "awaiting_credit" | "activating" | "active" | "cancelling" | "cancelled" | "lapsed" | "transferred";
            /** @description The terms that its holder accepted or was told of, oldest first; none where it is older than their record */
            terms?: components["schemas"]["TermsAcceptance"][];
            /**
             * Format: date
             * @description The last day on which a private holder can withdraw (R25); absent where nobody can
             */
            withdrawalUntil?: string;
        };
        CreateStaff: {
            /** Format: email */
            email: string;
            /** @example Anna Bianchi */
            name: string;
            /** @description For a carrier, which must have one: the operator that it speaks for, as its port-outs name their recipient */
            operator?: string;
            roles: ("agent" | "supervisor" | "billing_operator" | "carrier" | "switch" | "admin")[];
        };
        Credentials: {
            /** Format: email */
            email: string;
            password: string;
        };
        CreditLeftPage: {
            /** @description Those that were over first come first */
            items: components["schemas"]["LeftCredit"][];
            nextCursor?: string;
        };
        CreditView: {
            /**
             * Format: cents
             * @description What is still to pay today, with VAT: for the activation (never more than its registration was told), or to settle a debt
             */
            amountDueCents?: number;
            /**
             * Format: date
             * @description The day of which the amount is: it may be less on the next
             */
            amountDueOn?: string;
            /**
             * Format: cents
             * @description Prepaid credit; below zero it is a debt
             */
            balanceCents: number;
            /** Format: id */
            contractId: string;
            /** Format: id */
            customerId: string;
            /**
             * Format: date-time
             * @description When credit went below zero
             */
            debtSince?: string;
            /**
             * @description What is invoiced. consumption: the charges of a month; credit, and what charges take of it, is with VAT. top_up: each top-up; credit, and what charges take of it, is net
             * @enum {string}
             */
            invoicing: "consumption" | "top_up";
            /**
             * Format: cents
             * @description What the next renewal takes from credit: net where top-ups are invoiced
             */
            monthlyChargeCents: number;
            /**
             * Format: cents
             * @description What the next renewal costs at today’s prices, with VAT
             */
            monthlyGrossCents: number;
            /**
             * Format: date
             * @description The 1st on which that is; absent where the contract does not renew again
             */
            nextChargeOn?: string;
            /** @description The services from the next 1st on, where they differ */
            nextServices?: components["schemas"]["ServiceRequest"][];
            /** @description Geographic numbers, E.164 */
            numbers: string[];
            /** @description How exactly that amount can be paid */
            payBy?: components["schemas"]["PayBy"];
            /** @description RF creditor reference (ISO 11649) to quote in a bank transfer */
            paymentReference: string;
            /**
             * Format: cents
             * @description What the next renewal takes from credit besides: ported numbers that came when credit was short
             */
            postponedGrossCents?: number;
            /** @description The services of today */
            services: components["schemas"]["ServiceRequest"][];
            /** @enum {string} */
            state: "pending" | "active" | "closed";
        };
        CustomerOverview: {
            /** @description Corrections of credit by staff */
            adjustments: components["schemas"]["AdjustmentView"][];
            contracts: components["schemas"]["ContractView"][];
            /** Format: date-time */
            createdAt: string;
            /** @description Credit and services, a contract each */
            credits: components["schemas"]["CreditView"][];
            /** Format: email */
            email?: string;
            /** @description The last emails, newest first */
            emails: components["schemas"]["SentEmail"][];
            /** Format: id */
            id: string;
            identity: components["schemas"]["Holder"];
            /** @description The ledger, a contract each */
            movements: components["schemas"]["ContractMovements"][];
            numbers: components["schemas"]["NumberView"][];
            portIns: components["schemas"]["PortInView"][];
            portOuts: components["schemas"]["PortOutView"][];
            refunds: components["schemas"]["RefundView"][];
            /** @description Long-running work for its contracts, newest first */
            sagas: components["schemas"]["SagaView"][];
            signIns: components["schemas"]["CustomerSignIn"][];
            /** @description The last emails about tickets, newest first */
            ticketEmails: components["schemas"]["TicketEmail"][];
            /** @description The last tickets */
            tickets: components["schemas"]["DeskTicket"][];
            /** @description What happened, newest first */
            timeline: components["schemas"]["TimelineEntry"][];
            /** @description Services that did not answer: their part is missing */
            unavailable: string[];
        };
        CustomerPage: {
            items: components["schemas"]["CustomerSummary"][];
            nextCursor?: string;
        };
        CustomerSignIn: {
            blocked: boolean;
            blockReason?: string;
            /** Format: email */
            email: string;
            emailConfirmed: boolean;
            /** Format: id */
            id: string;
        };
        CustomerSummary: {
            /** Format: date-time */
            createdAt: string;
            /** Format: email */
            email?: string;
            /** Format: id */
            id: string;
            identity: components["schemas"]["Holder"];
        };
        DataExportPage: {
            items: components["schemas"]["DataExportView"][];
            nextCursor?: string;
        };
        DataExportView: {
            /** Format: count */
            bytes?: number;
            /** Format: id */
            customerId: string;
            /**
             * Format: date-time
             * @description Until when it can be fetched
             */
            expiresAt?: string;
            /** Format: id */
            id: string;
            /** Format: date-time */
            readyAt?: string;
            /** @description Why staff asked */
            reason?: string;
            /** Format: date-time */
            requestedAt: string;
            /** @enum {string} */
            requestedByKind: "customer" | "staff";
            /** @description SHA-256 of the archive, hexadecimal */
            sha256?: string;
            /**
             * @description expired: it was removed, and another can be asked for
             * @enum {string}
             */
            state: "preparing" | "ready" | "expired";
        };
        DebtAge: {
            /** Format: count */
            contracts: number;
            /** @description Days: 0-30, 31-60, 61-90, 91+ */
            days: string;
            /** Format: cents */
            debtCents: number;
        };
        DebtPage: {
            /** @description All debts by age, whatever the page */
            ageing: components["schemas"]["DebtAge"][];
            items: components["schemas"]["DebtView"][];
            nextCursor?: string;
        };
        DebtView: {
            /** Format: id */
            contractId: string;
            contractNumber: string;
            /** Format: id */
            customerId: string;
            /**
             * Format: count
             * @description Whole days since it began
             */
            days: number;
            /**
             * Format: cents
             * @description What is to be paid, with VAT
             */
            debtCents: number;
            holderName: string;
            paymentReference: string;
            /** Format: date-time */
            since: string;
            /** @description State of the account: active, closed */
            state: string;
            /**
             * Format: date-time
             * @description Since when outgoing calls are suspended
             */
            suspendedAt?: string;
        };
        DeskLoad: {
            agents: components["schemas"]["AgentLoad"][];
        };
        DeskMessage: {
            /** Format: date-time */
            at: string;
            attachments: components["schemas"]["AttachmentView"][];
            /** @description User id, or the name of the process */
            authorId: string;
            /** @enum {string} */
            channel: "web" | "staff" | "email" | "rule";
            /** @enum {string} */
            from: "customer" | "staff" | "system";
            /** Format: id */
            id: string;
            /** @description An internal note: the customer never sees it */
            internal: boolean;
            /** @description What its mail quoted of earlier ones, to be shown folded: it may hold answers between the lines */
            quoted?: string;
            /** @description The subject of its mail, where it says something new */
            subject?: string;
            text: string;
        };
        DeskPage: {
            items: components["schemas"]["DeskTicket"][];
            nextCursor?: string;
        };
        DeskReport: {
            /** Format: date */
            from: string;
            rows: components["schemas"]["DeskReportRow"][];
            /** Format: date */
            to: string;
        };
        DeskReportRow: {
            /**
             * Format: count
             * @description Tickets not resolved at the end of the last day
             */
            backlog: number;
            category: string;
            /** Format: count */
            firstAnswerBreaches: number;
            /** Format: count */
            firstAnswerMedianMinutes?: number;
            /**
             * Format: count
             * @description First answers given
             */
            firstAnswers: number;
            /** Format: count */
            opened: number;
            /**
             * Format: count
             * @description Times that a ticket was taken up again after its end
             */
            reopened: number;
            /**
             * Format: count
             * @description Nine of ten were resolved within
             */
            resolution90Minutes?: number;
            /** Format: count */
            resolutionBreaches: number;
            /** Format: count */
            resolutionMedianMinutes?: number;
            /** Format: count */
            resolved: number;
        };
        DeskTicket: {
            /** @description User id of the agent who has it */
            assigneeId?: string;
            /** @enum {string} */
            category: "technical" | "billing" | "portability" | "voltura" | "cancellation" | "complaint" | "other";
            complaint?: components["schemas"]["ComplaintView"];
            /** Format: id */
            contractId?: string;
            /** Format: id */
            customerId?: string;
            firstAnswer: components["schemas"]["SlaView"];
            /** @description Raised by a rule: its customer sees nothing of it before a public answer */
            hidden?: boolean;
            /** Format: id */
            id: string;
            /**
             * Format: id
             * @description The ticket that this one was merged into: the conversation goes on there
             */
            mergedInto?: string;
            /** @description The number people quote, e.g. T00000042 */
            number: string;
            /** Format: date-time */
            openedAt: string;
            openedBy: string;
            /** @enum {string} */
            priority: "low" | "normal" | "high" | "urgent";
            resolution: components["schemas"]["SlaView"];
            /** @enum {string} */
            state: "new" | "open" | "waiting_customer" | "resolved" | "closed";
            subject: string;
            tags: string[];
            /** Format: date-time */
            updatedAt: string;
            /**
             * Format: count
             * @description Grows with every change; to be sent back with what must not overwrite an unseen one
             */
            version: number;
            /** @description User ids of the staff who watch it */
            watchers: string[];
        };
        DeskTicketDetail: {
            /** @description User id of the agent who has it */
            assigneeId?: string;
            attachments: components["schemas"]["AttachmentView"][];
            /** @enum {string} */
            category: "technical" | "billing" | "portability" | "voltura" | "cancellation" | "complaint" | "other";
            complaint?: components["schemas"]["ComplaintView"];
            /** Format: id */
            contractId?: string;
            /** Format: id */
            customerId?: string;
            firstAnswer: components["schemas"]["SlaView"];
            /** @description Raised by a rule: its customer sees nothing of it before a public answer */
            hidden?: boolean;
            /** Format: id */
            id: string;
            links: components["schemas"]["TicketLink"][];
            /**
             * Format: id
             * @description The ticket that this one was merged into: the conversation goes on there
             */
            mergedInto?: string;
            messages: components["schemas"]["DeskMessage"][];
            /** @description The number people quote, e.g. T00000042 */
            number: string;
            /** Format: date-time */
            openedAt: string;
            openedBy: string;
            /** @enum {string} */
            priority: "low" | "normal" | "high" | "urgent";
            resolution: components["schemas"]["SlaView"];
            /** @enum {string} */
            state: "new" | "open" | "waiting_customer" | "resolved" | "closed";
            subject: string;
            tags: string[];
            /** Format: date-time */
            updatedAt: string;
            /**
             * Format: count
             * @description Grows with every change; to be sent back with what must not overwrite an unseen one
             */
            version: number;
            /** @description User ids of the staff who watch it */
            watchers: string[];
        };
        Details: {
            address: components["schemas"]["Address"];
            /**
             * @description Codice destinatario SDI, of a company
             * @example ABC1234
             */
            codiceDestinatario?: string;
            /**
             * Format: email
             * @description PEC address, of a company
             */
            pec?: string;
        };
        DetailsChange: {
            after: components["schemas"]["Details"];
            /** Format: date-time */
            at: string;
            before: components["schemas"]["Details"];
            /** @description The sign-in that did it */
            by: string;
            /** @enum {string} */
            byKind: "customer" | "staff";
            reason?: string;
        };
        DetailsView: {
            /** @description What was corrected, newest first */
            changes: components["schemas"]["DetailsChange"][];
            /** Format: id */
            customerId: string;
            identity: components["schemas"]["Holder"];
        };
        DistrictList: {
            items: components["schemas"]["DistrictView"][];
        };
        DistrictUse: {
            /** Format: count */
            assigned: number;
            /**
             * Format: count
             * @description Numbers free at the last count, at most a minute ago
             */
            available: number;
            /** Format: date-time */
            countedAt: string;
            /** @example 02 */
            district: string;
            /** @example Milano */
            locality: string;
            /** @description Fewer are free than the threshold */
            low: boolean;
            /**
             * Format: count
             * @description Below so many free numbers an alarm is raised
             */
            lowBelow: number;
            /** Format: count */
            portedOut: number;
            /** Format: count */
            portingOut: number;
            /** Format: count */
            quarantined: number;
            /** Format: count */
            reserved: number;
            /**
             * Format: count
             * @description Numbers of the district in the inventory
             */
            total: number;
            /**
             * Format: count
             * @description Share that is not available, in hundredths of a percent
             */
            usedBasisPoints: number;
        };
        DistrictUses: {
            items: components["schemas"]["DistrictUse"][];
        };
        DistrictView: {
            /**
             * Format: count
             * @description Numbers free at the last count, at most a minute ago
             */
            available: number;
            /** @example 02 */
            district: string;
            /** @example Milano */
            locality: string;
        };
        Done: {
            /** @description What was done */
            done: string;
        };
        EmailOnly: {
            /** Format: email */
            email: string;
        };
        EmailToken: {
            token: string;
        };
        Empty: Record<string, never>;
        EndedNumberView: {
            /**
             * Format: date-time
             * @description When the contract ceased to have it
             */
            endedAt: string;
            /** Format: e164 */
            number: string;
            /**
             * Format: date
             * @description The last day on which another operator may ask for it
             */
            portableUntil: string;
            /** @description As people write it */
            written: string;
        };
        ErasedView: {
            /** Format: count */
            count: number;
            what: string;
        };
        EraseIdentity: {
            /** Format: id */
            customerId: string;
            /** @description The request of the person (GDPR, art. 17) */
            reason: string;
        };
        Erasure: {
            /**
             * Format: count
             * @description Holdings whose identity is erased now
             */
            erased: number;
            /**
             * Format: count
             * @description Holdings that the law keeps
             */
            retained: number;
            /**
             * Format: date-time
             * @description When the last of them may be erased; absent while a number is held
             */
            retainedUntil?: string;
        };
        ErasurePage: {
            items: components["schemas"]["ErasureView"][];
            nextCursor?: string;
        };
        ErasureView: {
            /** Format: date-time */
            completedAt?: string;
            /** Format: id */
            customerId: string;
            /** @description What was removed */
            erased: components["schemas"]["ErasedView"][];
            /** Format: id */
            id: string;
            /** @description What the law keeps, why and until when */
            kept: components["schemas"]["KeptView"][];
            /**
             * Format: date
             * @description When the next of it is removed
             */
            nextDueOn?: string;
            /** @description Of a refused one: what stood in the way */
            obstacles?: components["schemas"]["Obstacle"][];
            /** @description Why staff asked */
            reason?: string;
            /** Format: date-time */
            requestedAt: string;
            /** @enum {string} */
            requestedByKind: "customer" | "staff";
            /** @enum {string} */
            state: "in_progress" | "completed" | "refused";
        };
        ExchangeReport: {
            /**
             * Format: count
             * @description Messages refused, with their reason
             */
            refused: number;
            /**
             * Format: count
             * @description Messages handed over
             */
            sent: number;
            /**
             * Format: count
             * @description Messages taken, repetitions included
             */
            taken: number;
        };
        ExportRegister: {
            /** @description Where to read on: `nextCursor` of the page before */
            cursor?: string;
            /**
             * Format: count
             * @description How many at most, 50 by default
             */
            limit?: number;
            /**
             * Format: e164
             * @description Of one number
             */
            number?: string;
            /** @description Why it is exported: recorded */
            reason: string;
        };
        FieldProblem: {
            /** @description Path of the field, e.g. holder.address.cap; empty when it is the whole */
            field: string;
            /** @description What is wrong, in the language of the request */
            message: string;
        };
        HealthView: {
            /**
             * @description `degraded`: the broker is out of reach, most requests are answered 503
             * @enum {string}
             */
            status: "ok" | "degraded";
            /**
             * Format: date-time
             * @description The platform's business clock
             */
            time: string;
        };
        Holder: {
            address: components["schemas"]["Address"];
            /**
             * @description Codice destinatario SDI, of a company; 0000000 or none where the invoice goes to the PEC address
             * @example ABC1234
             */
            codiceDestinatario?: string;
            /**
             * Format: codice-fiscale
             * @description Of a private holder, whose name it is checked against; or a company’s own, 11 digits or a sole trader’s 16 characters, beside its partita IVA or, without one, instead of it
             */
            codiceFiscale?: string;
            /**
             * @description Company name (ragione sociale)
             * @example Rossi S.r.l.
             */
            companyName?: string;
            /**
             * @description Family name, of a private holder
             * @example Rossi
             */
            familyName?: string;
            /**
             * @description Given name, of a private holder
             * @example Mario
             */
            givenName?: string;
            /** @enum {string} */
            kind: "private" | "company";
            /**
             * Format: partita-iva
             * @description Of a company
             */
            partitaIva?: string;
            /**
             * Format: email
             * @description PEC address, of a company: invoices go to it unless a codice destinatario other than 0000000 is given
             */
            pec?: string;
        };
        HolderAnswer: {
            /** Format: date-time */
            at: string;
            /** @description Whether anyone held it here at that instant */
            held: boolean;
            holding?: components["schemas"]["Holding"];
            /**
             * Format: id
             * @description The record of this question
             */
            inquiryId: string;
            /** Format: e164 */
            number: string;
        };
        Holding: {
            /** Format: id */
            contractId: string;
            /** Format: id */
            customerId: string;
            /** Format: date-time */
            from: string;
            /** @description Absent once it was erased after the legal retention */
            holder?: components["schemas"]["NumberHolder"];
            /** Format: e164 */
            number: string;
            /**
             * Format: date-time
             * @description Absent while it is held
             */
            to?: string;
        };
        Holdings: {
            /** @description Oldest first */
            items: components["schemas"]["Holding"][];
        };
        ImportedTransfer: {
            /** Format: cents */
            amountCents: number;
            bankReference: string;
            /** Format: id */
            contractId?: string;
            /**
             * @description unmatched: waits in the list for a hand; returned: a refund that came back; dismissed: staff said that it is no money of a contract
             * @enum {string}
             */
            outcome: "booked" | "already" | "unmatched" | "returned" | "dismissed";
            /**
             * @description no_contract, several_contracts: by what the payer wrote; booked_by_hand: staff booked something by its name that it is not, or not evidently; maybe_repeated: may be another line told again, see `like`; reference_used_again: the bank used it for other money before; net_of_charges, parts_do_not_add_up, no_amounts: an entry of many transactions that cannot be told apart; credit_taken_back: the bank reversed a credit; names_a_refund, returned_not_ours, return_in_conflict: a transfer that came back, which no refund of ours explains
             * @enum {string}
             */
            reason?: "no_contract" | "several_contracts" | "booked_by_hand" | "maybe_repeated" | "reference_used_again" | "net_of_charges" | "parts_do_not_add_up" | "no_amounts" | "other_currency" | "amount_not_positive" | "amount_unreadable" | "no_date" | "no_account" | "direction_unknown" | "credit_taken_back" | "names_a_refund" | "returned_not_ours" | "return_in_conflict";
            /**
             * Format: id
             * @description The refund that came back
             */
            refundId?: string;
        };
        Inquiry: {
            actor: string;
            /** Format: date-time */
            at: string;
            /** Format: id */
            id: string;
            /**
             * Format: date-time
             * @description The instant in question
             */
            instant?: string;
            reason: string;
            subject: string;
            /** @enum {string} */
            what: "held_at" | "holdings" | "export" | "erasure";
        };
        InquiryPage: {
            items: components["schemas"]["Inquiry"][];
            nextCursor?: string;
        };
        InvoiceDetail: {
            /** Format: id */
            contractId: string;
            contractNumber: string;
            /** Format: id */
            customerId: string;
            /** Format: date */
            date: string;
            /** @description Why SdI rejected it, while it is rejected */
            errors: components["schemas"]["SdiError"][];
            /** @description The name it is sent to the exchange system with */
            fileName: string;
            /** Format: cents */
            grossCents: number;
            /** @description Oldest first */
            history: components["schemas"]["InvoiceHappening"][];
            holderName: string;
            holderTaxCode: string;
            /** Format: id */
            id: string;
            /** Format: date-time */
            issuedAt: string;
            /**
             * @description TD24: invoice of a month; TD01: invoice of a top-up; TD04: credit note
             * @enum {string}
             */
            kind: "TD24" | "TD01" | "TD04";
            /** @description What SdI told of it, newest first */
            messages: components["schemas"]["SdiMessageView"][];
            /** Format: cents */
            netCents: number;
            /** @example 42/2026 */
            number: string;
            /**
             * Format: count
             * @description Which part of the month, from 1: a change of holder splits it
             */
            part: number;
            /** Format: period */
            period: string;
            /** @description IdentificativoSdI, once SdI has told it */
            sdiId?: string;
            /**
             * Format: date
             * @description Of a rejected one: the last day to send it again
             */
            sendAgainBy?: string;
            /**
             * @description Where it is (R23): issued, sent, delivered; undeliverable: it lies in its customer’s area at the Agenzia delle Entrate; rejected: it is corrected and issued again
             * @enum {string}
             */
            state: "issued" | "sent" | "delivered" | "undeliverable" | "rejected";
            /** Format: cents */
            vatCents: number;
        };
        InvoiceHappening: {
            /** Format: date-time */
            at: string;
            by: string;
            detail?: string;
            /** @description The file that it happened to */
            fileName: string;
            /** @description Stable code: issued, queued, sent, RC, MC, NS, reissued */
            what: string;
        };
        InvoicePage: {
            items: components["schemas"]["InvoiceView"][];
            nextCursor?: string;
        };
        InvoiceView: {
            /** Format: id */
            contractId: string;
            contractNumber: string;
            /** Format: id */
            customerId: string;
            /** Format: date */
            date: string;
            /** @description The name it is sent to the exchange system with */
            fileName: string;
            /** Format: cents */
            grossCents: number;
            holderName: string;
            holderTaxCode: string;
            /** Format: id */
            id: string;
            /** Format: date-time */
            issuedAt: string;
            /**
             * @description TD24: invoice of a month; TD01: invoice of a top-up; TD04: credit note
             * @enum {string}
             */
            kind: "TD24" | "TD01" | "TD04";
            /** Format: cents */
            netCents: number;
            /** @example 42/2026 */
            number: string;
            /**
             * Format: count
             * @description Which part of the month, from 1: a change of holder splits it
             */
            part: number;
            /** Format: period */
            period: string;
            /** @description IdentificativoSdI, once SdI has told it */
            sdiId?: string;
            /**
             * Format: date
             * @description Of a rejected one: the last day to send it again
             */
            sendAgainBy?: string;
            /**
             * @description Where it is (R23): issued, sent, delivered; undeliverable: it lies in its customer’s area at the Agenzia delle Entrate; rejected: it is corrected and issued again
             * @enum {string}
             */
            state: "issued" | "sent" | "delivered" | "undeliverable" | "rejected";
            /** Format: cents */
            vatCents: number;
        };
        KeptView: {
            /** @description The law that keeps it */
            basis: string;
            /** Format: count */
            count: number;
            /** @description What it is, in the language asked for */
            text: string;
            /**
             * Format: date
             * @description The first day on which some of it is removed by itself
             */
            until?: string;
            /** @description Stable code */
            what: string;
        };
        LeftCredit: {
            /**
             * Format: cents
             * @description What lies there and can go back, with its VAT
             */
            amountCents: number;
            /**
             * Format: date-time
             * @description When the contract lapsed or ended
             */
            closedAt: string;
            /** Format: id */
            contractId: string;
            contractNumber: string;
            /** Format: id */
            customerId: string;
            /**
             * Format: count
             * @description Whole days since the last of it came
             */
            days: number;
            holderName: string;
            /**
             * @description Of an ended one it goes back by itself, once calls that were going on are charged
             * @enum {string}
             */
            of: "lapsed" | "ended";
            /**
             * Format: date-time
             * @description When the last of it came
             */
            since: string;
            /**
             * Format: date-time
             * @description A ticket told staff that nobody asks this back
             */
            unclaimedSince?: string;
        };
        LoadBlocks: {
            /**
             * Format: count
             * @description How many; a multiple of 100. They become blocks of 100, 1,000 and 10,000
             * @example 10000
             */
            count: number;
            /** @example 02 */
            district: string;
            /**
             * @description First number, as dialled within Italy; a multiple of 100
             * @example 0255500000
             */
            from: string;
        };
        MachineSecret: {
            /** @description The password of a machine: told now, kept nowhere */
            secret: string;
        };
        Macro: {
            addTags?: string[];
            /** @enum {string} */
            category?: "technical" | "billing" | "portability" | "voltura" | "cancellation" | "complaint" | "other";
            /** Format: id */
            id: string;
            /** @example Ask for a restart */
            name: string;
            /** @enum {string} */
            next?: "wait" | "keep_open" | "resolve";
            /** @enum {string} */
            priority?: "low" | "normal" | "high" | "urgent";
            textEn: string;
            textIt: string;
        };
        Macros: {
            items: components["schemas"]["Macro"][];
        };
        MadeStaffUser: {
            /** Format: date-time */
            createdAt: string;
            disabled: boolean;
            /** Format: email */
            email: string;
            /** Format: id */
            id: string;
            /** @description Was invited and has not chosen a password yet */
            invited: boolean;
            name: string;
            /** @description The operator that a carrier speaks for */
            operator?: string;
            roles: string[];
            /** @description The password of a machine: told now, kept nowhere */
            secret?: string;
        };
        MessageView: {
            /** Format: date-time */
            at: string;
            attachments: components["schemas"]["AttachmentView"][];
            /** @enum {string} */
            channel: "web" | "staff" | "email" | "rule";
            /** @enum {string} */
            from: "customer" | "staff" | "system";
            /** Format: id */
            id: string;
            /** @description What its mail quoted of earlier ones, to be shown folded: it may hold answers between the lines */
            quoted?: string;
            /** @description The subject of its mail, where it says something new */
            subject?: string;
            text: string;
        };
        MigrationCode: {
            migrationCode: string;
            /** Format: e164 */
            number: string;
            /**
             * Format: date
             * @description For a number whose contract ended: the last day on which another operator may ask for it (R21)
             */
            portableUntil?: string;
        };
        MonthStatement: {
            /**
             * Format: cents
             * @description Corrected by staff; positive: credit grew
             */
            adjustedCents: number;
            /**
             * Format: cents
             * @description Charged: with VAT, or net where top-ups are invoiced
             */
            chargedCents: number;
            /** Format: cents */
            closingCents: number;
            /** Format: id */
            contractId: string;
            contractNumber: string;
            /**
             * Format: cents
             * @description VAT that came into credit, or went out of it, when what is invoiced changed
             */
            convertedCents: number;
            /** @description Oldest first */
            entries: components["schemas"]["StatementEntry"][];
            /** Format: date-time */
            from: string;
            /** @description Who held the contract in this part */
            holderName: string;
            holderTaxCode: string;
            /**
             * @description What is invoiced. consumption: the charges of a month; credit, and what charges take of it, is with VAT. top_up: each top-up; credit, and what charges take of it, is net
             * @enum {string}
             */
            invoicing: "consumption" | "top_up";
            /** Format: cents */
            openingCents: number;
            /**
             * Format: cents
             * @description That money: with VAT where top-ups are invoiced
             */
            paidCents: number;
            /**
             * Format: count
             * @description Which part of the month it is, from 1
             */
            part: number;
            /**
             * Format: count
             * @description How many parts changes of holder split the month into
             */
            parts: number;
            /** Format: period */
            period: string;
            /**
             * Format: cents
             * @description Given back to the customer
             */
            refundedCents: number;
            /**
             * Format: cents
             * @description Credit by money that came in, less card payments that were taken back
             */
            topUpsCents: number;
            /**
             * Format: date-time
             * @description The instant at which it ends, excluded
             */
            until: string;
            /** @description What is invoiced, by VAT rate: charges, or top-ups; credit notes taken off */
            vat: components["schemas"]["VatTotal"][];
        };
        MoveClock: {
            /**
             * Format: date-time
             * @description Where every service goes on from
             * @example 2040-01-01T00:00:00Z
             */
            to: string;
        };
        NumberEvent: {
            /** @description Who did it */
            actor: string;
            /** Format: date-time */
            at: string;
            /** @description What happened, a stable code */
            cause: string;
            /** Format: id */
            contractId?: string;
            reason?: string;
            /**
             * @description The state it led to
             * @enum {string}
             */
            state: "available" | "reserved" | "assigned" | "porting_out" | "ported_out" | "quarantined" | "returned";
        };
        NumberHistory: {
            /** Format: date-time */
            assignedAt?: string;
            /** Format: id */
            contractId?: string;
            /** Format: id */
            customerId?: string;
            district: string;
            /**
             * Format: date-time
             * @description Until when it is reserved
             */
            expiresAt?: string;
            /** @description Oldest first */
            history: components["schemas"]["NumberEvent"][];
            locality: string;
            /** Format: e164 */
            number: string;
            /** @description It came from another operator */
            portedIn: boolean;
            /** Format: date-time */
            quarantineUntil?: string;
            /** @enum {string} */
            state: "available" | "reserved" | "assigned" | "porting_out" | "ported_out" | "quarantined" | "returned";
            /** @description As people write it */
            written: string;
        };
        NumberHolder: {
            /** @enum {string} */
            kind: "private" | "company";
            /** @description Name as in the register */
            name: string;
            /** @description A company’s own codice fiscale, where it is another than its partita IVA: it is known by either */
            otherTaxCode?: string;
            /** @description Codice fiscale or partita IVA */
            taxCode: string;
        };
        NumberPage: {
            items: components["schemas"]["NumberView"][];
            nextCursor?: string;
        };
        NumberProposal: {
            district: string;
            locality: string;
            /**
             * Format: count
             * @description How easy it is to remember, 0 to 100
             */
            memorability: number;
            /** Format: e164 */
            number: string;
            /**
             * @description As people write it
             * @example 02 5550 2020
             */
            written: string;
        };
        NumberProposals: {
            items: components["schemas"]["NumberProposal"][];
        };
        NumberRange: {
            /**
             * Format: count
             * @description Consecutive numbers
             */
            count: number;
            /** Format: e164 */
            from: string;
        };
        NumberView: {
            /** Format: date-time */
            assignedAt?: string;
            /** Format: id */
            contractId?: string;
            /** Format: id */
            customerId?: string;
            district: string;
            /**
             * Format: date-time
             * @description Until when it is reserved
             */
            expiresAt?: string;
            locality: string;
            /** Format: e164 */
            number: string;
            /** @description It came from another operator */
            portedIn: boolean;
            /** Format: date-time */
            quarantineUntil?: string;
            /** @enum {string} */
            state: "available" | "reserved" | "assigned" | "porting_out" | "ported_out" | "quarantined" | "returned";
            /** @description As people write it */
            written: string;
        };
        Obstacle: {
            /** @description The contract, refund, ticket or order that it is about */
            about: string;
            /** @description Stable code: contract_active, credit_left, refund_open, debt_open, ticket_open, check_open (what staff have in hand), voltura_open, port_open */
            code: string;
        };
        OfCall: {
            callId: string;
            /**
             * Format: id
             * @description The contract
             */
            contractId: string;
        };
        OfferedAmount: {
            /**
             * Format: cents
             * @description What is paid for it: with VAT where top-ups are invoiced
             */
            amountCents: number;
            /**
             * Format: cents
             * @description The credit that it gives
             */
            creditCents: number;
            /** @description Ways that take this very amount */
            ways: ("card" | "bank_transfer")[];
        };
        OfferedWay: {
            /**
             * Format: cents
             * @description The least that is taken where it is exactly what is due
             */
            exactMinimumCents: number;
            /**
             * Format: count
             * @description What is added to the amount: nothing
             */
            feeCents: number;
            /**
             * Format: cents
             * @description The most of one payment
             */
            maximumCents?: number;
            /**
             * Format: cents
             * @description The least of a free top-up
             */
            minimumCents: number;
            /** @enum {string} */
            way: "card" | "bank_transfer";
        };
        OpenContract: {
            /**
             * @description District to take a number from, e.g. 02; this or `number`
             * @example 02
             */
            district?: string;
            /** @description Of a private holder: the service is expressly asked to begin at once, so that who withdraws within 14 days owes the days used (R25) */
            immediateStart?: boolean;
            /**
             * Format: e164
             * @description A specific available number; this or `district`
             */
            number?: string;
            /** @description Services beside the number, by catalogue product */
            services: components["schemas"]["ServiceRequest"][];
            /** @description The terms of contract in force are accepted */
            termsAccepted: boolean;
            /**
             * @description The version that was read (R26); refused with `terms_not_in_force` when it is not the one in force
             * @example 2026-1
             */
            termsVersion?: string;
        };
        OpenForCustomer: {
            /**
             * @example technical
             * @enum {string}
             */
            category: "technical" | "billing" | "portability" | "voltura" | "cancellation" | "complaint" | "other";
            /**
             * Format: id
             * @description The contract it is about, one of the customer's own
             */
            contractId?: string;
            /**
             * Format: id
             * @description Whose ticket it is
             */
            customerId: string;
            /** @enum {string} */
            priority?: "low" | "normal" | "high" | "urgent";
            /** @example No calls come in */
            subject: string;
            /** @example Since this morning callers hear the engaged tone. */
            text: string;
        };
        OpenTicket: {
            /**
             * @example technical
             * @enum {string}
             */
            category: "technical" | "billing" | "portability" | "voltura" | "cancellation" | "complaint" | "other";
            /**
             * Format: id
             * @description The contract it is about, one of the customer's own
             */
            contractId?: string;
            /** @example No calls come in */
            subject: string;
            /** @example Since this morning callers hear the engaged tone. */
            text: string;
        };
        PasswordReset: {
            password: string;
            token: string;
        };
        PayBy: {
            /** @description Whose account it is */
            beneficiary?: string;
            /**
             * Format: iban
             * @description The account that a bank transfer goes to
             */
            iban?: string;
            /** @description RF creditor reference (ISO 11649) to quote in a bank transfer */
            paymentReference: string;
            /** @description Ways that take this very amount */
            ways: ("card" | "bank_transfer")[];
        };
        PortComment: {
            /** Format: date-time */
            at: string;
            /** @enum {string} */
            from: "customer" | "staff" | "carrier";
            text: string;
        };
        PortDocument: {
            /** Format: date-time */
            at: string;
            contentType: string;
            fileName: string;
            /** Format: id */
            id: string;
            /** @enum {string} */
            kind: "letter_of_authority" | "identity" | "last_bill";
            /** @description SHA-256, hexadecimal */
            sha256: string;
            /**
             * Format: count
             * @description Bytes
             */
            size: number;
        };
        PortEvent: {
            /** @description What happened, a stable code */
            action: string;
            actor: string;
            /** Format: date-time */
            at: string;
            detail?: string;
            /** @enum {string} */
            state: "draft" | "submitted" | "verifying" | "accepted" | "cut_over" | "rejected" | "cancelled" | "expired";
        };
        PortInOrder: {
            changeOfOperator: boolean;
            comments: components["schemas"]["PortComment"][];
            /** Format: id */
            contractId: string;
            /** Format: date-time */
            createdAt: string;
            /** Format: id */
            customerId: string;
            /**
             * Format: date
             * @description The day the numbers come
             */
            cutOverOn?: string;
            /** @description Those that the reader gave; staff see all */
            documents: components["schemas"]["PortDocument"][];
            donor: string;
            /** @description Oldest first */
            history: components["schemas"]["PortEvent"][];
            /** @description For who gave it, and staff */
            holder?: components["schemas"]["NumberHolder"];
            /** Format: id */
            id: string;
            keepFirstNumber: boolean;
            /** @description For who gave it, and staff: after a voltura not for the new holder */
            migrationCode?: string;
            /** @description E.164 */
            numbers: string[];
            /**
             * Format: date
             * @description The day by which they are to have come, once it is submitted (R22); absent while it waits for the customer
             */
            promisedOn?: string;
            /**
             * @description Why it was rejected
             * @enum {string}
             */
            reason?: "migration_code_wrong" | "holder_mismatch" | "number_not_active" | "number_not_of_donor" | "documents_missing" | "port_in_progress" | "technical";
            /** @enum {string} */
            state: "draft" | "submitted" | "verifying" | "accepted" | "cut_over" | "rejected" | "cancelled" | "expired";
            /** @description What to do about it, in the language asked for */
            whatToDo?: string;
        };
        PortInPage: {
            items: components["schemas"]["PortInView"][];
            nextCursor?: string;
        };
        PortInView: {
            changeOfOperator: boolean;
            /** Format: id */
            contractId: string;
            /** Format: date-time */
            createdAt: string;
            /** Format: id */
            customerId: string;
            /**
             * Format: date
             * @description The day the numbers come
             */
            cutOverOn?: string;
            donor: string;
            /** @description For who gave it, and staff */
            holder?: components["schemas"]["NumberHolder"];
            /** Format: id */
            id: string;
            keepFirstNumber: boolean;
            /** @description For who gave it, and staff: after a voltura not for the new holder */
            migrationCode?: string;
            /** @description E.164 */
            numbers: string[];
            /**
             * Format: date
             * @description The day by which they are to have come, once it is submitted (R22); absent while it waits for the customer
             */
            promisedOn?: string;
            /**
             * @description Why it was rejected
             * @enum {string}
             */
            reason?: "migration_code_wrong" | "holder_mismatch" | "number_not_active" | "number_not_of_donor" | "documents_missing" | "port_in_progress" | "technical";
            /** @enum {string} */
            state: "draft" | "submitted" | "verifying" | "accepted" | "cut_over" | "rejected" | "cancelled" | "expired";
            /** @description What to do about it, in the language asked for */
            whatToDo?: string;
        };
        PortOutPage: {
            items: components["schemas"]["PortOutView"][];
            nextCursor?: string;
        };
        PortOutView: {
            /**
             * Format: id
             * @description For staff
             */
            contractId?: string;
            /** Format: date-time */
            createdAt: string;
            /**
             * Format: date
             * @description The day the number leaves
             */
            cutOverOn?: string;
            /** Format: id */
            id: string;
            /** Format: e164 */
            number: string;
            /** @enum {string} */
            objection?: "number_not_here" | "migration_code_wrong" | "holder_mismatch" | "port_out_in_progress";
            recipient: string;
            reference: string;
            /** @enum {string} */
            state: "accepted" | "objected" | "cancelled" | "cut_over";
        };
        Problem: {
            /** @description Stable code to branch on */
            code: string;
            /** @description Quote it to support; also in X-Request-Id */
            correlationId: string;
            /** @description A sentence for the user, Italian or English by Accept-Language */
            detail: string;
            /** @description Data of this kind of problem, e.g. missingCents */
            details?: {
                [key: string]: unknown;
            };
            /** @description Every wrong field, of invalid_input */
            errors?: components["schemas"]["FieldProblem"][];
            /** @description The path that was asked */
            instance: string;
            /**
             * Format: count
             * @description The HTTP status
             */
            status: number;
            title: string;
            /** @description Names the kind of problem, e.g. /problems/credit_short */
            type: string;
        };
        ProblemKind: {
            /** @description Stable code to branch on */
            code: string;
            /** @description What is told, with an example of its details; Italian or English by Accept-Language */
            detail: string;
            /** @description JSON Schema of `details` */
            details: {
                [key: string]: unknown;
            };
            /**
             * Format: count
             * @description The HTTP status
             */
            status: number;
            /** @description What whoever meets it can do */
            todo: string;
        };
        Profile: {
            /** Format: id */
            customerId?: string;
            /** Format: email */
            email: string;
            emailConfirmed: boolean;
            /** @description customer, staff or carrier */
            kind: string;
            roles: string[];
            /** Format: id */
            userId: string;
        };
        QueueFilter: {
            /** @description A user id, `me`, or `none` */
            assignee?: string;
            /** @description Only those with a broken promise of service */
            breached?: boolean;
            categories?: ("technical" | "billing" | "portability" | "voltura" | "cancellation" | "complaint" | "other")[];
            /** Format: id */
            contractId?: string;
            /** Format: id */
            customerId?: string;
            priorities?: ("low" | "normal" | "high" | "urgent")[];
            states?: ("new" | "open" | "waiting_customer" | "resolved" | "closed")[];
            tag?: string;
            /** @description Words, or beginnings of words, of subject, messages, notes, customer or number */
            text?: string;
            /** @description Only those the caller watches */
            watched?: boolean;
        };
        Quote: {
            /** @description A later price that is known already (R26) */
            comingPrice?: components["schemas"]["ComingPrice"];
            /**
             * Format: cents
             * @description To pay now, with VAT
             */
            grossCents: number;
            /**
             * @description What is invoiced. consumption: the charges of a month; credit, and what charges take of it, is with VAT. top_up: each top-up; credit, and what charges take of it, is net
             * @enum {string}
             */
            invoicing: "consumption" | "top_up";
            lines: components["schemas"]["ChargeLine"][];
            /**
             * Format: cents
             * @description To pay for each month from the next 1st on, with VAT
             */
            monthlyGrossCents: number;
            /** Format: cents */
            netCents: number;
            /**
             * Format: date-time
             * @description Until when it holds: Rome midnight
             */
            validUntil: string;
            /** Format: cents */
            vatCents: number;
        };
        QuoteRequest: {
            services: components["schemas"]["ServiceRequest"][];
        };
        RefreshRequest: {
            refreshToken: string;
        };
        RefundApproval: {
            /** Format: date-time */
            at: string;
            by: string;
        };
        RefundBatch: {
            /** Format: id */
            batchId: string;
            /** Format: date-time */
            createdAt: string;
            createdBy: string;
            /** @description MsgId: the bank takes a file with it once */
            messageId: string;
            /** Format: cents */
            totalCents: number;
            /** Format: count */
            transfers: number;
        };
        RefundBatchPage: {
            items: components["schemas"]["RefundBatch"][];
            nextCursor?: string;
        };
        RefundPage: {
            items: components["schemas"]["RefundView"][];
            nextCursor?: string;
        };
        RefundView: {
            /** Format: cents */
            amountCents: number;
            approvals: components["schemas"]["RefundApproval"][];
            /** @description Staff: the bank’s last code of a transfer on its way, e.g. ACSP */
            bankStatus?: string;
            /** @description The bank file that it went out with */
            batchId?: string;
            /** Format: id */
            contractId: string;
            contractNumber: string;
            /** Format: id */
            customerId: string;
            endToEndId?: string;
            /** Format: date-time */
            executedAt?: string;
            /** @description Whose account it must be */
            holderName: string;
            /** @description Customers see its last four characters */
            iban?: string;
            /** Format: id */
            id: string;
            /**
             * Format: count
             * @description 1 for the first transfer; grows with every corrected IBAN
             */
            issue: number;
            /** Format: date-time */
            openedAt: string;
            /** @description Staff: the bank doubts this transfer: RVNM, RVMC: the payee has another name, or nearly; BLCK: it is blocked */
            question?: string;
            /** @description The bank’s reason code of the last rejection, e.g. AC01: wrong account */
            rejectionReason?: string;
            /**
             * @description awaiting_iban: say where to; rejected: the bank gave it back, correct the IBAN
             * @enum {string}
             */
            state: "awaiting_iban" | "requested" | "approved" | "exported" | "executed" | "rejected";
        };
        RefusedCall: {
            /** Format: date-time */
            at: string;
            callId: string;
            destination?: string;
            /** @description Code of its class */
            destinationClass?: string;
            /**
             * Format: count
             * @description How many seconds it had lasted; 0 when it was not let start
             */
            elapsedSeconds: number;
            /**
             * @description credit: it does not pay for it; barred: its class of destinations is closed; suspended: outgoing calls are, for a debt; ended: the contract is not active; cap: the day’s or month’s cap is reached; ceiling: it costs more a minute than the customer allows; unknown: there is no price for the number, or no such contract
             * @enum {string}
             */
            reason: "credit" | "barred" | "suspended" | "ended" | "cap" | "ceiling" | "unknown";
            /** @description The reason in words, and what can be done */
            text: string;
            /** @description Called number, as the contract shows called numbers (R28) */
            to: string;
        };
        RefusedCallPage: {
            items: components["schemas"]["RefusedCall"][];
            nextCursor?: string;
        };
        RegisterPage: {
            items: components["schemas"]["RegisterRow"][];
            nextCursor?: string;
        };
        RegisterRequest: {
            /**
             * @description District to take a number from, e.g. 02; this or `number`
             * @example 02
             */
            district?: string;
            /** Format: email */
            email: string;
            holder: components["schemas"]["Holder"];
            /** @description Of a private holder: the service is expressly asked to begin at once, so that who withdraws within 14 days owes the days used (R25) */
            immediateStart?: boolean;
            /**
             * Format: e164
             * @description A specific available number; this or `district`
             */
            number?: string;
            /** @description At least 12 characters, and not easy to guess: neither common nor repeated, nor near to the address or the name */
            password: string;
            /** @description Services beside the number, by catalogue product */
            services: components["schemas"]["ServiceRequest"][];
            /** @description The terms of contract in force are accepted */
            termsAccepted: boolean;
            /**
             * @description The version that was read (R26); refused with `terms_not_in_force` when it is not the one in force
             * @example 2026-1
             */
            termsVersion?: string;
        };
        RegisterRow: {
            actor: string;
            /** @description Stable code */
            cause: string;
            /**
             * Format: count
             * @description How the hash was made. 2: SHA-256 over the other fields, save those of the holder, as JSON in the canonical form of RFC 8785. Absent in entries of before
             */
            chainVersion?: number;
            /** Format: id */
            contractId: string;
            /** Format: id */
            customerId: string;
            /** Format: date-time */
            effectiveAt: string;
            hash: string;
            holderKind: string;
            holderName: string;
            identityHash: string;
            /** @description Names the identity, which is kept apart: number and place of the entry that opened the holding */
            identityId: string;
            /** @enum {string} */
            kind: "opened" | "closed";
            /** Format: e164 */
            number: string;
            /** @description A company’s own codice fiscale, where it is another */
            otherTaxCode: string;
            previousHash: string;
            /** Format: date-time */
            recordedAt: string;
            /**
             * Format: count
             * @description Its place in the chain of the number
             */
            seq: number;
            taxCode: string;
        };
        Registration: {
            /**
             * Format: cents
             * @description What activates the contract, with VAT: it holds as long as the number is held (R31)
             */
            amountDueCents?: number;
            /**
             * Format: date
             * @description The day of which the amount is: paid on a later one of the same month, less of it is charged
             */
            amountDueOn?: string;
            /**
             * Format: date-time
             * @description Until when the amount activates the contract: as long as its number is held
             */
            amountDueUntil?: string;
            /** @description A later price that is known already (R26) */
            comingPrice?: components["schemas"]["ComingPrice"];
            contract: components["schemas"]["ContractView"];
            /**
             * Format: cents
             * @description What that month costs at most, with VAT: what the amount does not cover is then owed
             */
            nextMonthCents?: number;
            /**
             * Format: date
             * @description Where the number is held beyond the end of the month: from this day on that amount still activates the contract, and the month that begins then is charged
             */
            nextMonthFrom?: string;
            /** @description How exactly the amount can be paid */
            payBy?: components["schemas"]["PayBy"];
            /** @description What is offered to top up (R40) */
            topUps?: components["schemas"]["TopUpAmounts"];
        };
        RenewalFailureView: {
            /** Format: id */
            contractId: string;
            reason: string;
        };
        RenewalReport: {
            /**
             * Format: count
             * @description Contracts charged
             */
            charged: number;
            /** Format: date-time */
            completedAt?: string;
            /** Format: cents */
            debtCents: number;
            /**
             * Format: count
             * @description Contracts below zero afterwards (R7)
             */
            debts: number;
            /**
             * Format: count
             * @description Contracts that are or were due
             */
            due: number;
            failures: components["schemas"]["RenewalFailureView"][];
            /** Format: cents */
            grossCents: number;
            /** Format: period */
            period: string;
            /**
             * Format: count
             * @description Contracts that are due and not charged
             */
            remaining: number;
            /** Format: count */
            shards: number;
            /** Format: count */
            shardsDone: number;
            /** Format: date-time */
            startedAt?: string;
            /** @description none, planning, charging, completed */
            state: string;
        };
        RenewalReports: {
            items: components["schemas"]["RenewalReport"][];
            nextCursor?: string;
        };
        RequestPortOut: {
            migrationCode: string;
            /** Format: e164 */
            number: string;
            /** @description The recipient operator */
            recipient: string;
            /** @description The recipient’s own reference: the same one again is answered the same */
            reference: string;
            /** @description Codice fiscale or partita IVA of the holder: of a company that has both, either */
            taxCode: string;
            /**
             * Format: date
             * @description The day wished for: a working day, not too near
             */
            wishedOn?: string;
        };
        SagaEvent: {
            /** Format: date-time */
            at: string;
            step: string;
            /** @description What happened, with the reason that a person gave */
            what: string;
        };
        SagaView: {
            /** Format: id */
            contractId?: string;
            /** Format: date-time */
            createdAt: string;
            /** @description Why it is undone: code, status and text */
            error?: {
                [key: string]: unknown;
            };
            /** @description The last technical failure */
            failure?: string;
            history: components["schemas"]["SagaEvent"][];
            /** Format: id */
            id: string;
            kind: string;
            /**
             * @description The service that carries it out
             * @enum {string}
             */
            service: "accounts" | "numbers" | "billing" | "tickets";
            state: string;
            step: string;
            /** @description It failed so often that people should look */
            stuck: boolean;
            /**
             * Format: date-time
             * @description When its wait is over
             */
            wakesAt?: string;
        };
        SavedView: {
            filter: components["schemas"]["QueueFilter"];
            /** Format: id */
            id: string;
            /** @example Urgent and mine */
            name: string;
            ownerId: string;
            /** @description All staff see it; only its owner removes it */
            shared: boolean;
        };
        SavedViews: {
            items: components["schemas"]["SavedView"][];
        };
        SaveMacro: {
            addTags?: string[];
            /** @enum {string} */
            category?: "technical" | "billing" | "portability" | "voltura" | "cancellation" | "complaint" | "other";
            /** @example Ask for a restart */
            name: string;
            /** @enum {string} */
            next?: "wait" | "keep_open" | "resolve";
            /** @enum {string} */
            priority?: "low" | "normal" | "high" | "urgent";
            textEn: string;
            textIt: string;
        };
        SaveView: {
            filter: components["schemas"]["QueueFilter"];
            /** @example Urgent and mine */
            name: string;
            /** @description All staff see it; only its owner removes it */
            shared: boolean;
        };
        SdiError: {
            /** @description SdI’s control, e.g. 00311 */
            code: string;
            /** @description What SdI suggests */
            suggestion?: string;
            text: string;
        };
        SdiMessagePage: {
            items: components["schemas"]["SdiMessageView"][];
            nextCursor?: string;
        };
        SdiMessageView: {
            /** @description The file it is about */
            aboutFile?: string;
            errors: components["schemas"]["SdiError"][];
            /** @description The name it came with */
            fileName: string;
            /** Format: id */
            id: string;
            /** Format: id */
            invoiceId?: string;
            /** @enum {string} */
            kind: "RC" | "MC" | "NS" | "AT" | "DT" | "NE" | "MT" | "unknown";
            /** @enum {string} */
            outcome: "moved" | "noted" | "odd";
            /** @description Why staff are asked to look at it */
            reason?: string;
            /** Format: date-time */
            receivedAt: string;
            /** @description IdentificativoSdI */
            sdiId?: string;
        };
        SentEmail: {
            /** Format: count */
            attempts: number;
            failure?: string;
            /** @description Stable code: server_unreachable, deferred, sign_in_refused, recipient_refused, message_refused, not_composed; absent in those of before it was told */
            failureCode?: string;
            /** Format: id */
            id: string;
            /** Format: date-time */
            queuedAt: string;
            /** Format: date-time */
            sentAt?: string;
            /** @enum {string} */
            state: "queued" | "sent" | "failed";
            /** @description Which one: registered, activated, … */
            template: string;
            /** Format: email */
            to: string;
        };
        ServiceRequest: {
            /**
             * @description Product code of the catalogue
             * @example extension
             */
            product: string;
            /**
             * Format: count
             * @example 3
             */
            quantity: number;
        };
        SessionList: {
            /** @description The last used first; at most 100 */
            items: components["schemas"]["SessionView"][];
        };
        SessionView: {
            /** Format: date-time */
            createdAt: string;
            /** @description What the device said of itself when it signed in (User-Agent) */
            device?: string;
            /**
             * Format: date-time
             * @description When it ends unless it is refreshed
             */
            expiresAt: string;
            /**
             * Format: id
             * @description The `sid` of its access tokens
             */
            id: string;
            /**
             * Format: date-time
             * @description When it was last refreshed; absent: not yet
             */
            lastUsedAt?: string;
        };
        ShownNumbers: {
            /**
             * @description masked: called numbers are shown without their last three digits, to staff too (R28)
             * @enum {string}
             */
            calledNumbers: "masked" | "clear";
        };
        SlaView: {
            /** Format: date-time */
            breachedAt?: string;
            /**
             * Format: date-time
             * @description When it breaks; absent while it does not run
             */
            dueAt?: string;
            /** Format: date-time */
            metAt?: string;
            /**
             * Format: count
             * @description Working minutes promised
             */
            targetMinutes: number;
            /**
             * Format: count
             * @description Working minutes used before the clock last started
             */
            usedMinutes: number;
        };
        StaffUser: {
            /** Format: date-time */
            createdAt: string;
            disabled: boolean;
            /** Format: email */
            email: string;
            /** Format: id */
            id: string;
            /** @description Was invited and has not chosen a password yet */
            invited: boolean;
            name: string;
            /** @description The operator that a carrier speaks for */
            operator?: string;
            roles: string[];
        };
        StaffUserPage: {
            items: components["schemas"]["StaffUser"][];
            nextCursor?: string;
        };
        StatementEntry: {
            /**
             * Format: cents
             * @description Positive: credit grew
             */
            amountCents: number;
            /** @description Who asked: customer, staff or system */
            askedBy: string;
            /** Format: date-time */
            at: string;
            /**
             * Format: cents
             * @description Credit after it
             */
            balanceCents: number;
            /** @description Stable code: top_up, activation_charge, upgrade, renewal, traffic, refund, … */
            cause: string;
            /** @description The cause in the language asked for */
            description: string;
            /** Format: id */
            entryId: string;
            lines?: components["schemas"]["ChargeLine"][];
            /**
             * Format: cents
             * @description What was paid, or given back the same way, where that is not the credit alone
             */
            paidCents?: number;
            /** @description Reference of the bank or of the payment provider */
            reference?: string;
            /**
             * Format: cents
             * @description VAT that was invoiced with it by itself; negative: credited
             */
            vatCents?: number;
        };
        StatementImport: {
            /**
             * Format: count
             * @description Entries of the statement that are no money in
             */
            others: number;
            transfers: components["schemas"]["ImportedTransfer"][];
        };
        StatementPage: {
            items: components["schemas"]["StatementEntry"][];
            nextCursor?: string;
        };
        TermsAcceptance: {
            /** Format: date-time */
            at: string;
            /**
             * @description notified: mailed 30 days before, and the contract was not cancelled
             * @enum {string}
             */
            how: "accepted" | "notified";
            /**
             * @description The language of that text
             * @enum {string}
             */
            language: "it" | "en";
            /** @description SHA-256 of the text, hexadecimal */
            sha256: string;
            version: string;
        };
        TermsFile: {
            /** @enum {string} */
            language: "it" | "en";
            /** @description SHA-256 of the text in UTF-8, hexadecimal */
            sha256: string;
        };
        TermsList: {
            /** @description The version in force today, which registrations accept */
            inForce: string;
            /** @description Oldest first */
            versions: components["schemas"]["TermsSummary"][];
        };
        TermsSummary: {
            /**
             * Format: date
             * @description When customers are told of it, 30 days or more before
             */
            announced?: string;
            documents: components["schemas"]["TermsFile"][];
            /**
             * Format: date
             * @description The day from which it is written to hold
             */
            from: string;
            version: string;
        };
        TermsText: {
            /**
             * Format: date
             * @description When customers are told of it, 30 days or more before
             */
            announced?: string;
            documents: components["schemas"]["TermsFile"][];
            /**
             * Format: date
             * @description The day from which it is written to hold
             */
            from: string;
            /**
             * @description The language of the text, as asked for by Accept-Language
             * @enum {string}
             */
            language: "it" | "en";
            /** @description Of this text */
            sha256: string;
            text: string;
            version: string;
        };
        TicketDetail: {
            /** @enum {string} */
            category: "technical" | "billing" | "portability" | "voltura" | "cancellation" | "complaint" | "other";
            complaint?: components["schemas"]["ComplaintView"];
            /** Format: id */
            contractId?: string;
            /** Format: id */
            id: string;
            /**
             * Format: id
             * @description The ticket that this one was merged into: the conversation goes on there
             */
            mergedInto?: string;
            messages: components["schemas"]["MessageView"][];
            /** @description The number people quote, e.g. T00000042 */
            number: string;
            /** Format: date-time */
            openedAt: string;
            /** @enum {string} */
            state: "new" | "open" | "waiting_customer" | "resolved" | "closed";
            subject: string;
            /** Format: date-time */
            updatedAt: string;
        };
        TicketEmail: {
            /** Format: count */
            attempts: number;
            failure?: string;
            /** @description Stable code: server_unreachable, deferred, sign_in_refused, recipient_refused, message_refused, not_composed; absent in those of before it was told */
            failureCode?: string;
            /** Format: id */
            id: string;
            /** @description opened, answered, resolved, voltura_agreement */
            kind: string;
            /** Format: date-time */
            queuedAt: string;
            /** Format: date-time */
            sentAt?: string;
            /** @enum {string} */
            state: "queued" | "sent" | "failed";
            /** Format: id */
            ticketId: string;
        };
        TicketLink: {
            /** @enum {string} */
            kind: "related" | "duplicate" | "split_from" | "split_into";
            /** Format: id */
            ticketId: string;
        };
        TicketPage: {
            items: components["schemas"]["TicketView"][];
            nextCursor?: string;
        };
        TicketView: {
            /** @enum {string} */
            category: "technical" | "billing" | "portability" | "voltura" | "cancellation" | "complaint" | "other";
            complaint?: components["schemas"]["ComplaintView"];
            /** Format: id */
            contractId?: string;
            /** Format: id */
            id: string;
            /**
             * Format: id
             * @description The ticket that this one was merged into: the conversation goes on there
             */
            mergedInto?: string;
            /** @description The number people quote, e.g. T00000042 */
            number: string;
            /** Format: date-time */
            openedAt: string;
            /** @enum {string} */
            state: "new" | "open" | "waiting_customer" | "resolved" | "closed";
            subject: string;
            /** Format: date-time */
            updatedAt: string;
        };
        TimelineEntry: {
            /** @description The contract, saga, email or user it is about */
            about?: string;
            /** Format: date-time */
            at: string;
            detail?: string;
            /** @description Stable code: contract_activated, email_sent, staff_block_sign_in, … */
            what: string;
        };
        TokenPair: {
            accessToken: string;
            /**
             * Format: count
             * @description Seconds the access token lasts
             */
            expiresIn: number;
            refreshToken: string;
            tokenType: string;
        };
        TopUpAmounts: {
            /** @description Fixed amounts, rising; any other can be chosen too, from the minimum of its way on */
            amounts: components["schemas"]["OfferedAmount"][];
            /** @description Whose account it is */
            beneficiary?: string;
            /**
             * Format: iban
             * @description The account that a bank transfer goes to
             */
            iban?: string;
            /**
             * @description What is invoiced: with top_up an amount is paid with VAT, and gives net credit
             * @enum {string}
             */
            invoicing: "consumption" | "top_up";
            /** @description Those that are available */
            ways: components["schemas"]["OfferedWay"][];
        };
        TopUpReceipt: {
            /**
             * Format: cents
             * @description What was paid
             */
            amountCents: number;
            /** Format: date-time */
            at: string;
            /**
             * Format: cents
             * @description Credit after the top-up, and after the activation where it paid for one
             */
            balanceCents: number;
            /** Format: id */
            contractId: string;
            /**
             * Format: cents
             * @description The credit that it became: less its VAT where top-ups are invoiced
             */
            creditCents: number;
            /** Format: id */
            entryId: string;
            /** @description activated, credited */
            outcome: string;
        };
        UnmatchedPage: {
            items: components["schemas"]["UnmatchedTransfer"][];
            nextCursor?: string;
        };
        UnmatchedTransfer: {
            /**
             * Format: cents
             * @description In cents of its currency; 0 where it cannot be read, negative where it was taken back
             */
            amountCents: number;
            assigned: boolean;
            /** @description Who assigned it */
            assignedBy?: string;
            bankReference: string;
            /** Format: date */
            bookedOn: string;
            /** Format: id */
            contractId?: string;
            /** @description ISO 4217 */
            currency: string;
            debtorIban?: string;
            debtorName?: string;
            /** @description Why it was dismissed */
            dismissal?: string;
            /** @description Staff said that it is no money of a contract */
            dismissed: boolean;
            /** Format: date-time */
            dismissedAt?: string;
            /** @description Who dismissed it */
            dismissedBy?: string;
            /** Format: id */
            id: string;
            /** @description The bank reference of what it may be told again */
            like?: string;
            /**
             * @description no_contract, several_contracts: by what the payer wrote; booked_by_hand: staff booked something by its name that it is not, or not evidently; maybe_repeated: may be another line told again, see `like`; reference_used_again: the bank used it for other money before; net_of_charges, parts_do_not_add_up, no_amounts: an entry of many transactions that cannot be told apart; credit_taken_back: the bank reversed a credit; names_a_refund, returned_not_ours, return_in_conflict: a transfer that came back, which no refund of ours explains
             * @enum {string}
             */
            reason: "no_contract" | "several_contracts" | "booked_by_hand" | "maybe_repeated" | "reference_used_again" | "net_of_charges" | "parts_do_not_add_up" | "no_amounts" | "other_currency" | "amount_not_positive" | "amount_unreadable" | "no_date" | "no_account" | "direction_unknown" | "credit_taken_back" | "names_a_refund" | "returned_not_ours" | "return_in_conflict";
            /** @description What the payer wrote */
            text: string;
        };
        VatTotal: {
            /** Format: cents */
            grossCents: number;
            /** Format: cents */
            netCents: number;
            /**
             * Format: count
             * @description 2200 is 22 %
             */
            vatBasisPoints: number;
            /** Format: cents */
            vatCents: number;
        };
        VolturaPage: {
            items: components["schemas"]["VolturaView"][];
            nextCursor?: string;
        };
        VolturaView: {
            /** Format: id */
            contractId: string;
            /** Format: id */
            customerId: string;
            /** Format: date-time */
            decidedAt?: string;
            /**
             * Format: date-time
             * @description The instant from which the new holder holds contract and numbers
             */
            effectiveAt?: string;
            /** Format: id */
            id: string;
            /** @description What is missing before it can be approved */
            missing: ("new_holder_agreement" | "identity" | "company_register")[];
            newHolder: components["schemas"]["Holder"];
            /** Format: date-time */
            newHolderAgreedAt?: string;
            /** Format: email */
            newHolderEmail: string;
            /**
             * Format: date-time
             * @description When the holder of today agreed, by asking
             */
            oldHolderAgreedAt: string;
            reason?: string;
            /** Format: date-time */
            requestedAt: string;
            /** @enum {string} */
            state: "requested" | "approved" | "completed" | "refused" | "withdrawn" | "lapsed";
            /**
             * Format: id
             * @description The ticket where it is dealt with, documents included
             */
            ticketId: string;
        };
        WaitingDocument: {
            /** @description What it is for: the cause of the movement, as in the movements */
            cause: string;
            /** Format: id */
            contractId: string;
            contractNumber: string;
            /** Format: id */
            customerId: string;
            /**
             * Format: id
             * @description The ledger entry it is for
             */
            entryId: string;
            holderName: string;
            /**
             * Format: cents
             * @description Negative where it is credited
             */
            netCents: number;
            /** @description Why it could not be issued when it was last tried */
            reason?: string;
            /**
             * Format: date-time
             * @description When it was booked: since then it is due
             */
            since: string;
            /**
             * Format: date-time
             * @description When it is tried again, where it could not be issued
             */
            triedAgainAt?: string;
            /** Format: cents */
            vatCents: number;
        };
        WaitingDocumentPage: {
            /** @description Of single movements, the oldest first */
            items: components["schemas"]["WaitingDocument"][];
            /** @description Months, whatever the page: the oldest first, the first 1000 */
            months: components["schemas"]["WaitingMonth"][];
            nextCursor?: string;
            /**
             * Format: count
             * @description Documents that are issued and not sent to SdI yet: GET /v1/staff/invoices?state=issued lists them
             */
            notSent: number;
        };
        WaitingMonth: {
            /** Format: id */
            contractId: string;
            /** Format: period */
            period: string;
            /** @description Why not, when it was last tried */
            reason: string;
            /** Format: date-time */
            triedAt: string;
        };
        WantedService: {
            /** @example extension */
            product: string;
            /**
             * Format: count
             * @example 5
             */
            quantity: number;
        };
        WithdrawalView: {
            /** Format: id */
            contractId: string;
            /** Format: date-time */
            effectiveAt: string;
            /** Format: id */
            id: string;
            /** @description The service was to begin at once at the express request of its holder: the days used are owed */
            immediateStart: boolean;
            /**
             * Format: cents
             * @description What is kept for the days and calls used
             */
            keptCents?: number;
            /**
             * Format: cents
             * @description What is returned by bank transfer (R13)
             */
            refundCents?: number;
            /** @description Why it was refused: code, text in both languages, details */
            refusal?: {
                [key: string]: unknown;
            };
            /** @enum {string} */
            state: "in_progress" | "completed" | "refused";
        };
    };
    responses: never;
    parameters: {
        /** @description Makes repeating safe: 1 to 100 printable characters */
        IdempotencyKey: string;
        /** @description Anything: a page of another origin cannot set it */
        OwnPage: string;
    };
    requestBodies: never;
    headers: {
        /** @description How to sign in (RFC 6750) */
        Challenge: string;
        /** @description Names this request in logs */
        RequestId: string;
        /** @description Seconds to wait */
        RetryAfter: number;
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    Problems_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What a code of the problems means, and what to do about it */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemKind"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Attachments_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                attachmentId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file itself */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": string;
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    BrowserSessions_refresh: {
        parameters: {
            query?: never;
            header: {
                /** @description Makes repeating safe: 1 to 100 printable characters */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Anything: a page of another origin cannot set it */
                "X-Requested-With": components["parameters"]["OwnPage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Exchange the cookie's refresh token for new tokens */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BrowserSession"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    BrowserSessions_signIn: {
        parameters: {
            query?: never;
            header: {
                /** @description Makes repeating safe: 1 to 100 printable characters */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Anything: a page of another origin cannot set it */
                "X-Requested-With": components["parameters"]["OwnPage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Credentials"];
            };
        };
        responses: {
            /** @description Sign in from a page: the refresh token goes into a cookie */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BrowserSession"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    BrowserSessions_signOut: {
        parameters: {
            query?: never;
            header: {
                /** @description Makes repeating safe: 1 to 100 printable characters */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Anything: a page of another origin cannot set it */
                "X-Requested-With": components["parameters"]["OwnPage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description End the cookie's session, and remove the cookie */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Done"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Auth_confirmEmail: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes repeating safe: 1 to 100 printable characters */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EmailToken"];
            };
        };
        responses: {
            /** @description Confirm an email address with the token that was sent to it */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Done"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Auth_forgotPassword: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes repeating safe: 1 to 100 printable characters */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EmailOnly"];
            };
        };
        responses: {
            /** @description Ask for an email with which to set a new password; the answer is the same for unknown addresses */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Done"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Auth_me: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Who is signed in */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Profile"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Auth_refresh: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes repeating safe: 1 to 100 printable characters */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RefreshRequest"];
            };
        };
        responses: {
            /** @description Exchange a refresh token, once, for new tokens */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TokenPair"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Auth_resetPassword: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes repeating safe: 1 to 100 printable characters */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasswordReset"];
            };
        };
        responses: {
            /** @description Set a new password with the token that was sent; all sessions end */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Done"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Auth_signIn: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes repeating safe: 1 to 100 printable characters */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Credentials"];
            };
        };
        responses: {
            /** @description Sign in with email and password */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TokenPair"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Auth_signOut: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes repeating safe: 1 to 100 printable characters */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RefreshRequest"];
            };
        };
        responses: {
            /** @description End the session that a refresh token belongs to */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Done"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Payments_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                paymentId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Whether a top-up by card is paid */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CardPayment"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Carrier_list: {
        parameters: {
            query?: {
                /** @description For staff */
                contractId?: string;
                /** @description Where to read on: `nextCursor` of the page before */
                cursor?: string;
                /** @description How many at most, 50 by default */
                limit?: number;
                number?: string;
                state?: "accepted" | "objected" | "cancelled" | "cut_over";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One's own requests, newest first */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PortOutPage"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Carrier_request: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes repeating safe: 1 to 100 printable characters */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RequestPortOut"];
            };
        };
        responses: {
            /** @description Ask for a number as its recipient operator; the same reference again is answered the same */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PortOutView"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Carrier_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                portOutId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One of one's own requests */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PortOutView"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Carrier_cancel: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes repeating safe: 1 to 100 printable characters */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                portOutId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Withdraw a request, until the number has left */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PortOutView"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Catalogue_catalogue: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Products and prices in force today */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CatalogueView"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Contracts_list: {
        parameters: {
            query?: {
                /** @description Where to read on: `nextCursor` of the page before */
                cursor?: string;
                /** @description How many at most, 50 by default */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The customer's contracts, newest first */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContractPage"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Contracts_open: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes repeating safe: 1 to 100 printable characters */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OpenContract"];
            };
        };
        responses: {
            /** @description One more contract in your own name, or a new one after a registration lapsed: reserves a number and tells what to pay */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Registration"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Contracts_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                contractId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A contract with its prepaid credit */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContractDetail"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    CallLimits_limits: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                contractId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Classes of destinations that are open, ceiling per minute, caps of the day and the month, and what was spent under them */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CallLimits"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    CallLimits_set: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The contract */
                contractId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * Format: cents
                     * @description What the first minute of a call may cost at most, connection and VAT included; no ceiling without it. Seconds that FLAT covers cost nothing
                     * @example 20
                     */
                    ceilingPerMinuteCents?: number;
                    /**
                     * Format: cents
                     * @description What metered traffic may cost on a Rome day at most, with VAT; no cap without it
                     * @example 500
                     */
                    dailyCapCents?: number;
                    /**
                     * Format: cents
                     * @description The same for a calendar month
                     * @example 2000
                     */
                    monthlyCapCents?: number;
                    /** @description Codes of all the classes that are to be open, see `classes`; all others are closed */
                    openClasses: string[];
                };
            };
        };
        responses: {
            /** @description Set all of them: a class that is not named is closed, a limit that is left out is none */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CallLimits"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    CallLimits_history: {
        parameters: {
            query?: {
                /** @description Where to read on: `nextCursor` of the page before */
                cursor?: string;
                /** @description How many at most, 50 by default */
                limit?: number;
            };
            header?: never;
            path: {
                /** @description The contract */
                contractId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Every change of limits and of how called numbers are shown, newest first */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CallSettingsHistory"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    CallLimits_shownNumbers: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                contractId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description How called numbers are shown */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShownNumbers"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    CallLimits_showNumbers: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The contract */
                contractId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    calledNumbers: "masked" | "clear";
                };
            };
        };
        responses: {
            /** @description Show called numbers in clear or without their last three digits, to yourself and to staff */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShownNumbers"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Calls_list: {
        parameters: {
            query?: {
                /** @description Where to read on: `nextCursor` of the page before */
                cursor?: string;
                /** @description Calls of this day (Rome) only */
                day?: string;
                /** @description How many at most, 50 by default */
                limit?: number;
            };
            header?: never;
            path: {
                contractId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Calls with what each cost, newest first */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CallPage"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Cancellation_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The contract */
                contractId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The last cancellation of a contract and how far it is */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CancellationView"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Cancellation_request: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes repeating safe: 1 to 100 printable characters */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description The contract */
                contractId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Whose account it is: the holder of the contract; with `iban` */
                    accountHolder?: string;
                    /**
                     * Format: iban
                     * @description Where residual credit is to go (R13); it can be said afterwards too, with the refund
                     * @example IT60X0542811101000000123456
                     */
                    iban?: string;
                    /**
                     * @description `now` unless said otherwise
                     * @enum {string}
                     */
                    when?: "now" | "end_of_month";
                };
            };
        };
        responses: {
            /** @description Cancel a contract, now or at the end of the month; refused while it owes money */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CancellationView"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Cancellation_withdraw: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes repeating safe: 1 to 100 printable characters */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description The contract */
                contractId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Take a cancellation back before it takes effect */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CancellationView"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Credit_topUp: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes repeating safe: 1 to 100 printable characters */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                contractId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * Format: cents
                     * @description What GET /v1/top-up-amounts offers for cards, or exactly what is due (R40)
                     * @example 5000
                     */
                    amountCents: number;
                };
            };
        };
        responses: {
            /** @description Begin a top-up by card: gives the address where to pay */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CardPayment"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Changes_list: {
        parameters: {
            query?: {
                /** @description Where to read on: `nextCursor` of the page before */
                cursor?: string;
                /** @description How many at most, 50 by default */
                limit?: number;
            };
            header?: never;
            path: {
                contractId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Changes of a contract, newest first */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangePage"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Changes_quote: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes repeating safe: 1 to 100 printable characters */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                contractId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description District of additional numbers; that of the first number by default
                     * @example 02
                     */
                    district?: string;
                    /** @description Numbers to give up at the end of the month, where fewer are wanted; never the first one */
                    giveUp?: string[];
                    services: components["schemas"]["WantedService"][];
                };
            };
        };
        responses: {
            /** @description Price a change of services: what is charged now, what changes when */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangeOrder"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Changes_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                changeId: string;
                contractId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A change and whether it is applied */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangeOrder"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Changes_confirm: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes repeating safe: 1 to 100 printable characters */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                changeId: string;
                contractId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Confirm a priced change: charged and applied, all or nothing */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangeOrder"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Credit_credit: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                contractId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Prepaid credit, payment reference, services and what is to pay */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreditView"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Credit_movements: {
        parameters: {
            query?: {
                /** @description Where to read on: `nextCursor` of the page before */
                cursor?: string;
                /** @description How many at most, 50 by default */
                limit?: number;
            };
            header?: never;
            path: {
                contractId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Every movement of credit with its cause and the balance after it, newest first */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StatementPage"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Numbers_ofContract: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                contractId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The numbers of a contract */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContractNumbers"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Carrier_migrationCode: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                contractId: string;
                number: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The migration code with which a number can be taken to another operator */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MigrationCode"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    PortIns_request: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes repeating safe: 1 to 100 printable characters */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                contractId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Everything with the current operator ends and comes here, not the numbers alone: what a late day is indemnified with hangs on it (R22). No by default */
                    changeOfOperator?: boolean;
                    /**
                     * @description The current operator
                     * @example Operatore S.p.A.
                     */
                    donor: string;
                    /** @description The holder at the current operator */
                    holder: components["schemas"]["NumberHolder"];
                    /** @description Keep the first number of the contract, or give it back once these have come */
                    keepFirstNumber: boolean;
                    /**
                     * @description Codice di migrazione; its check letter is the donor’s to verify
                     * @example ABC0212345678999K
                     */
                    migrationCode: string;
                    ranges: components["schemas"]["NumberRange"][];
                };
            };
        };
        responses: {
            /** @description Begin a port-in order: a draft, until it is submitted */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PortInOrder"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Refunds_open: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes repeating safe: 1 to 100 printable characters */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description The contract */
                contractId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    accountHolder?: string;
                    /** Format: iban */
                    iban?: string;
                };
            };
        };
        responses: {
            /** @description Ask back the credit that is left on a contract that has ended */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefundView"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    CallLimits_refused: {
        parameters: {
            query?: {
                /** @description Where to read on: `nextCursor` of the page before */
                cursor?: string;
                /** @description How many at most, 50 by default */
                limit?: number;
            };
            header?: never;
            path: {
                /** @description The contract */
                contractId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Calls that were not let start or go on, with the reason, newest first */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusedCallPage"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Documents_month: {
        parameters: {
            query?: {
                /** @description Which part, where the holder changed within the month: the last of the caller’s own unless said */
                part?: number;
            };
            header?: never;
            path: {
                contractId: string;
                period: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Everything that moved the credit of a month, with net, VAT and gross of each charge; split at a change of holder */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MonthStatement"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Documents_pdf: {
        parameters: {
            query?: {
                /** @description Which part, where the holder changed within the month: the last of the caller’s own unless said */
                part?: number;
            };
            header?: never;
            path: {
                contractId: string;
                period: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The same as PDF */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": string;
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Volture_request: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes repeating safe: 1 to 100 printable characters */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description The contract */
                contractId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description The holder of today agrees */
                    agreed: boolean;
                    /** @description Who is to hold the contract and its numbers */
                    newHolder: components["schemas"]["Holder"];
                    /**
                     * Format: email
                     * @description Where the new holder is asked to agree; the sign-in of the contract from then on
                     */
                    newHolderEmail: string;
                    text?: string;
                };
            };
        };
        responses: {
            /** @description Ask to change the holder of a contract; opens a ticket for its documents */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VolturaView"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Withdrawal_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The contract */
                contractId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The withdrawal from a contract, how far it is and what goes back */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WithdrawalView"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Withdrawal_request: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes repeating safe: 1 to 100 printable characters */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description The contract */
                contractId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Whose account it is: the holder of the contract; with `iban` */
                    accountHolder?: string;
                    /**
                     * Format: iban
                     * @description Where what goes back is to go; it can be said afterwards too, with the refund
                     * @example IT60X0542811101000000123456
                     */
                    iban?: string;
                };
            };
        };
        responses: {
            /** @description Withdraw within 14 days of the activation: everything paid goes back but what was used after an express request to start at once */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WithdrawalView"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Details_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Your identity, and what was corrected of it */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DetailsView"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Details_correct: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Details"];
            };
        };
        responses: {
            /** @description Correct your address, PEC address and codice destinatario; who you are changes by a voltura */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DetailsView"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    DataRights_listExports: {
        parameters: {
            query?: {
                /** @description Where to read on: `nextCursor` of the page before */
                cursor?: string;
                /** @description How many at most, 50 by default */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Your copies, newest first */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DataExportPage"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    DataRights_requestExport: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes repeating safe: 1 to 100 printable characters */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Empty"];
            };
        };
        responses: {
            /** @description Ask for a copy of everything that is kept about you; an email tells when it is ready */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DataExportView"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    DataRights_getExport: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The export */
                exportId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description How far a copy is, and until when it can be fetched */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DataExportView"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    DataRights_archive: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The export */
                exportId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The copy itself: JSON by service, with documents and attachments as they are kept */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/zip": string;
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Numbers_districts: {
        parameters: {
            query?: {
                /** @description Only those that have numbers to choose */
                available?: boolean;
                /** @description Part of the name, or the beginning of the prefix */
                query?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Telephone districts by name or prefix, with how many numbers are free */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DistrictList"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Docs_page: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The API document as a page */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Docs_start: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Starts the page */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "text/javascript": string;
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    DataRights_requestErasure: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes repeating safe: 1 to 100 printable characters */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Empty"];
            };
        };
        responses: {
            /** @description Have your data erased, once nothing is open any more; your sign-in goes with it. What the law keeps is told with why and until when */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErasureView"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    DataRights_getErasure: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The erasure */
                erasureId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was erased, and what is kept, why and until when */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErasureView"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Events_stream: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Server-sent events of the customer's contracts, credit, services, numbers, refunds and tickets. `resync` asks to read again, `end` says why the stream ends */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Health_health: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Whether the API is there */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HealthView"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Invoices_list: {
        parameters: {
            query?: {
                contractId?: string;
                /** @description Where to read on: `nextCursor` of the page before */
                cursor?: string;
                /** @description How many at most, 50 by default */
                limit?: number;
                period?: string;
                state?: "issued" | "sent" | "delivered" | "undeliverable" | "rejected";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Your invoices, newest first */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InvoicePage"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Invoices_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The invoice */
                invoiceId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description An invoice of yours, and where it is */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InvoiceView"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Invoices_file: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The invoice */
                invoiceId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description An invoice of yours as it was issued (FatturaPA FPR12) */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/xml": string;
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Invoices_pdf: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The invoice */
                invoiceId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A copy for people of an invoice of yours; the electronic invoice alone is the original */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": string;
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Numbers_search: {
        parameters: {
            query: {
                /** @description Digits that the number contains after its prefix */
                contains?: string;
                district: string;
                /** @description How many at most, 10 by default */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Free numbers of a district, the easy to remember first; registering reserves one */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NumberProposals"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Docs_openapi: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description This document, OpenAPI 3.1 */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    PortIns_list: {
        parameters: {
            query?: {
                contractId?: string;
                /** @description Where to read on: `nextCursor` of the page before */
                cursor?: string;
                /** @description How many at most, 50 by default */
                limit?: number;
                /** @description One of the numbers that are to come */
                number?: string;
                state?: "draft" | "submitted" | "verifying" | "accepted" | "cut_over" | "rejected" | "cancelled" | "expired";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Port-in orders, newest first */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PortInPage"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    PortIns_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                portInId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A port-in order with its documents, comments and history */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PortInOrder"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    PortIns_amend: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes repeating safe: 1 to 100 printable characters */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                portInId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Everything with the current operator ends and comes here, not the numbers alone: what a late day is indemnified with hangs on it (R22). No by default */
                    changeOfOperator?: boolean;
                    /**
                     * @description The current operator
                     * @example Operatore S.p.A.
                     */
                    donor: string;
                    /** @description The holder at the current operator */
                    holder: components["schemas"]["NumberHolder"];
                    /** @description Keep the first number of the contract, or give it back once these have come */
                    keepFirstNumber: boolean;
                    /**
                     * @description Codice di migrazione; its check letter is the donor’s to verify
                     * @example ABC0212345678999K
                     */
                    migrationCode: string;
                    ranges: components["schemas"]["NumberRange"][];
                };
            };
        };
        responses: {
            /** @description Correct a draft or a rejected order */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PortInOrder"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    PortIns_cancel: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes repeating safe: 1 to 100 printable characters */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                portInId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Cancel the order, until the day of cut-over */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PortInOrder"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    PortIns_comment: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes repeating safe: 1 to 100 printable characters */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                portInId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    text: string;
                };
            };
        };
        responses: {
            /** @description Comment on the order */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PortInOrder"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    PortIns_addDocuments: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes repeating safe: 1 to 100 printable characters */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                portInId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": {
                    files?: string[];
                    /** @enum {string} */
                    kind: "letter_of_authority" | "identity" | "last_bill";
                };
            };
        };
        responses: {
            /** @description Upload documents: PDF, PNG or JPEG, up to 5 MB each */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PortInOrder"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    PortIns_document: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                documentId: string;
                portInId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A document of the order */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": string;
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    PortIns_letter: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                portInId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The letter of authority to sign, as PDF */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": string;
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    PortIns_move: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes repeating safe: 1 to 100 printable characters */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                portInId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * Format: date
                     * @description A working day
                     */
                    cutOverOn: string;
                };
            };
        };
        responses: {
            /** @description Move the day of cut-over, while that is allowed */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PortInOrder"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    PortIns_submit: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes repeating safe: 1 to 100 printable characters */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                portInId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Send the order to the current operator */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PortInOrder"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Catalogue_quote: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes repeating safe: 1 to 100 printable characters */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["QuoteRequest"];
            };
        };
        responses: {
            /** @description What a new contract with these services costs today, and each month */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Quote"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Catalogue_rate: {
        parameters: {
            query: {
                /** @description Called number: E.164 with its +, or a short number such as 112 or 1518 */
                number: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What a call to a number costs that begins now: destination, price a minute and connection, net, VAT and with VAT */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CallRate"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Refunds_list: {
        parameters: {
            query?: {
                contractId?: string;
                /** @description Where to read on: `nextCursor` of the page before */
                cursor?: string;
                /** @description How many at most, 50 by default */
                limit?: number;
                state?: "awaiting_iban" | "requested" | "approved" | "exported" | "executed" | "rejected";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Your refunds, newest first */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefundPage"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Refunds_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The refund */
                refundId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A refund */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefundView"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Refunds_setIban: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The refund */
                refundId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Whose account it is: the holder of the contract */
                    accountHolder: string;
                    /**
                     * Format: iban
                     * @example IT60X0542811101000000123456
                     */
                    iban: string;
                };
            };
        };
        responses: {
            /** @description Say where to, or correct it after a rejection: an account in the holder’s name */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefundView"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Registrations_register: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes repeating safe: 1 to 100 printable characters */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RegisterRequest"];
            };
        };
        responses: {
            /** @description Register as a private person or a company: reserves a number and tells what to pay */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Registration"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Sessions_list: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Your sessions that go on, the last used first */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionList"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Sessions_endAll: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description End all of your sessions, this one too */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Done"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Sessions_end: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                sessionId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description End one of your sessions */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Done"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Payments_simulate: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes repeating safe: 1 to 100 printable characters */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                paymentId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Demo only: pay an open top-up as the payment simulator; not found in production */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Done"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Adjustments_list: {
        parameters: {
            query?: {
                contractId?: string;
                /** @description Where to read on: `nextCursor` of the page before */
                cursor?: string;
                /** @description How many at most, 50 by default */
                limit?: number;
                state?: "waiting_approval" | "booked" | "refused";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Adjustments, newest first; of one contract or in one state */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdjustmentPage"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Adjustments_book: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes repeating safe: 1 to 100 printable characters */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BookAdjustment"];
            };
        };
        responses: {
            /** @description Correct the credit of a contract; above the threshold it waits for another person */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdjustmentView"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Adjustments_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                adjustmentId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description An adjustment, who asked for it and who decided */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdjustmentView"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Adjustments_approve: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes repeating safe: 1 to 100 printable characters */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                adjustmentId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Approve and book an adjustment that somebody else asked for */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdjustmentView"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Adjustments_refuse: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes repeating safe: 1 to 100 printable characters */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                adjustmentId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    reason: string;
                };
            };
        };
        responses: {
            /** @description Refuse an adjustment that waits, with the reason */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdjustmentView"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Attachments_classify: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                attachmentId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    documentKind: "identity" | "company_register" | "agreement" | "other";
                };
            };
        };
        responses: {
            /** @description Say what a file proves, for a voltura */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AttachmentView"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Transfers_load: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes repeating safe: 1 to 100 printable characters */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BankFile"];
            };
        };
        responses: {
            /** @description Load a CAMT statement, report or notification: each transfer is credited once however often it is told, refunds that came back are owed again */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StatementImport"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    CallRejects_list: {
        parameters: {
            query?: {
                /** @description Where to read on: `nextCursor` of the page before */
                cursor?: string;
                /** @description How many at most, 50 by default */
                limit?: number;
                /** @description waiting by default */
                state?: "waiting" | "accepted" | "dismissed" | "replaced";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Call records that were not taken: those that wait, or were decided about */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CallRejectPage"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    CallRejects_accept: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes repeating safe: 1 to 100 printable characters */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                rejectId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Why; it is kept */
                    reason: string;
                };
            };
        };
        responses: {
            /** @description Take the record in, in the place of the one that its call was charged by; the ledger is corrected by the difference */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CallRejectView"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    CallRejects_dismiss: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes repeating safe: 1 to 100 printable characters */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                rejectId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Why; it is kept */
                    reason: string;
                };
            };
        };
        responses: {
            /** @description Leave the record out for good: sent again, it changes nothing */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CallRejectView"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    StaffPorts_exchange: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes repeating safe: 1 to 100 printable characters */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Exchange files with other operators now */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExchangeReport"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    StaffPorts_messages: {
        parameters: {
            query?: {
                /** @description Our order, or the recipient’s reference */
                about?: string;
                /** @description Where to read on: `nextCursor` of the page before */
                cursor?: string;
                /** @description How many at most, 50 by default */
                limit?: number;
                outcome?: "taken" | "refused";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What other operators sent by the exchange of files, and why it was refused */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CarrierMessagePage"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Clock_now: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What time it is for the platform */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClockView"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Clock_move: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MoveClock"];
            };
        };
        responses: {
            /** @description Move the clock of every service; refused in production */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClockView"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    StaffCustomers_contracts: {
        parameters: {
            query?: {
                /** @description Where to read on: `nextCursor` of the page before */
                cursor?: string;
                /** @description For staff: the contracts of this customer */
                customerId?: string;
                /** @description How many at most, 50 by default */
                limit?: number;
                state?: "registering" | "awaiting_credit" | "activating" | "active" | "cancelling" | "cancelled" | "lapsed" | "transferred";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Contracts, newest first; of one customer or in one state */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContractPage"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    StaffCustomers_contract: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                contractId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A contract, for staff */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContractView"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    StaffCustomers_find: {
        parameters: {
            query?: {
                /** @description Where to read on: `nextCursor` of the page before */
                cursor?: string;
                /** @description How many at most, 50 by default */
                limit?: number;
                /** @description An email address, a contract number, a codice fiscale or partita IVA, or a telephone number */
                text?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Customers, newest first, or those that an email, contract number, tax code or telephone number names */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CustomerPage"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    StaffCustomers_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                customerId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A customer whole: contracts, credit, numbers, refunds, tickets, long-running work, emails and a timeline */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CustomerOverview"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    StaffCustomers_block: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes repeating safe: 1 to 100 printable characters */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description The customer */
                customerId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    blocked: boolean;
                    reason: string;
                };
            };
        };
        responses: {
            /** @description Block a customer’s sign-in and end its sessions, or let it sign in again; the reason is kept */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Done"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    DataRights_listExportsOf: {
        parameters: {
            query?: {
                /** @description Where to read on: `nextCursor` of the page before */
                cursor?: string;
                /** @description How many at most, 50 by default */
                limit?: number;
            };
            header?: never;
            path: {
                /** @description The customer */
                customerId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A customer's copies, newest first */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DataExportPage"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    DataRights_requestExportFor: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes repeating safe: 1 to 100 printable characters */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description The customer */
                customerId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description How the person asked for it: kept */
                    reason: string;
                };
            };
        };
        responses: {
            /** @description Ask for a copy of everything that is kept about a customer, on its behalf: the customer fetches it */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DataExportView"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Details_ofCustomer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The customer */
                customerId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A customer's identity, and what was corrected of it by whom */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DetailsView"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Details_correctFor: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The customer */
                customerId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    address: components["schemas"]["Address"];
                    /**
                     * @description Codice destinatario SDI, of a company
                     * @example ABC1234
                     */
                    codiceDestinatario?: string;
                    /**
                     * Format: email
                     * @description PEC address, of a company
                     */
                    pec?: string;
                    /** @description Why staff correct them: kept with the history */
                    reason: string;
                };
            };
        };
        responses: {
            /** @description Correct the address, PEC address and codice destinatario of a customer, with a reason */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DetailsView"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    DataRights_listErasuresOf: {
        parameters: {
            query?: {
                /** @description Where to read on: `nextCursor` of the page before */
                cursor?: string;
                /** @description How many at most, 50 by default */
                limit?: number;
            };
            header?: never;
            path: {
                /** @description The customer */
                customerId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A customer's erasures, and what is kept of it, why and until when */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErasurePage"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    DataRights_requestErasureFor: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes repeating safe: 1 to 100 printable characters */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description The customer */
                customerId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description How the person asked for it: kept */
                    reason: string;
                };
            };
        };
        responses: {
            /** @description Have a customer's data erased, on its behalf */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErasureView"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    StaffCustomers_resend: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes repeating safe: 1 to 100 printable characters */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description The customer */
                customerId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    reason: string;
                };
            };
        };
        responses: {
            /** @description Send the email confirmation again; the reason is kept */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Done"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Debts_list: {
        parameters: {
            query?: {
                /** @description Where to read on: `nextCursor` of the page before */
                cursor?: string;
                /** @description How many at most, 50 by default */
                limit?: number;
                /** @description Only debts at least so many days old */
                minDays?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Debts, the oldest first, with the ageing of all of them */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DebtPage"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Inventory_utilisation: {
        parameters: {
            query?: {
                /** @description Only those that have numbers to choose */
                available?: boolean;
                /** @description Part of the name, or the beginning of the prefix */
                query?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Use of every district that has numbers */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DistrictUses"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Inventory_erase: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes repeating safe: 1 to 100 printable characters */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EraseIdentity"];
            };
        };
        responses: {
            /** @description Erase the identities of a former customer that the law keeps no longer */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Erasure"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Invoices_listAll: {
        parameters: {
            query?: {
                contractId?: string;
                /** @description Where to read on: `nextCursor` of the page before */
                cursor?: string;
                /** @description How many at most, 50 by default */
                limit?: number;
                period?: string;
                state?: "issued" | "sent" | "delivered" | "undeliverable" | "rejected";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Invoices of all customers, newest first */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InvoicePage"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Invoices_detail: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The invoice */
                invoiceId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description An invoice with everything that happened to it, and what SdI told of it */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InvoiceDetail"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Invoices_fileOfAny: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The invoice */
                invoiceId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description An invoice of any customer as it was issued (FatturaPA FPR12) */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/xml": string;
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Invoices_pdfOfAny: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The invoice */
                invoiceId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The copy that the customer has */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": string;
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Invoices_resend: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes repeating safe: 1 to 100 printable characters */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description The invoice */
                invoiceId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Whom it is made out to, corrected; without it, as the customer’s data stand today */
                    holder?: components["schemas"]["Holder"];
                };
            };
        };
        responses: {
            /** @description Issue an invoice that SdI rejected again, made out to its holder as corrected: the same number and date, another file name */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InvoiceView"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Payments_left: {
        parameters: {
            query?: {
                /** @description Where to read on: `nextCursor` of the page before */
                cursor?: string;
                /** @description How many at most, 50 by default */
                limit?: number;
                /** @description lapsed: of registrations that lapsed; ended: of contracts that were active */
                of?: "lapsed" | "ended";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Credit that lies on registrations that lapsed and contracts that have ended */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreditLeftPage"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Inventory_blocks: {
        parameters: {
            query?: {
                /** @description Where to read on: `nextCursor` of the page before */
                cursor?: string;
                district?: string;
                /** @description How many at most, 50 by default */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Blocks of numbers and how far they are loaded */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BlockPage"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Inventory_load: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes repeating safe: 1 to 100 printable characters */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LoadBlocks"];
            };
        };
        responses: {
            /** @description Put consecutive numbers into the inventory; more than 10,000 go on loading after the answer */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BlockList"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Inventory_numbers: {
        parameters: {
            query?: {
                /** @description Digits that the number contains */
                contains?: string;
                contractId?: string;
                /** @description Where to read on: `nextCursor` of the page before */
                cursor?: string;
                district?: string;
                /** @description How many at most, 50 by default */
                limit?: number;
                state?: "available" | "reserved" | "assigned" | "porting_out" | "ported_out" | "quarantined" | "returned";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Numbers by district, state, contract and digits */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NumberPage"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Inventory_history: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                number: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A number with everything that ever happened to it */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NumberHistory"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Inventory_heldAt: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes repeating safe: 1 to 100 printable characters */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                number: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * Format: date-time
                     * @description The instant in question
                     */
                    at: string;
                    /**
                     * @description Why it is asked and by which authority: recorded with the answer
                     * @example Decreto 1234/2026 della Procura di Milano
                     */
                    reason: string;
                };
            };
        };
        responses: {
            /** @description Who held a number at an instant; the question and its reason are recorded */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HolderAnswer"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Inventory_holdings: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes repeating safe: 1 to 100 printable characters */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                number: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Why it is asked: recorded */
                    reason: string;
                };
            };
        };
        responses: {
            /** @description Everyone who ever held a number; recorded with its reason */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Holdings"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Inventory_takeBack: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes repeating safe: 1 to 100 printable characters */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                number: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description How it is known: kept in the history of the number */
                    reason: string;
                };
            };
        };
        responses: {
            /** @description A number of ours that had left is ours again; it rests before someone else can have it */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Done"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    StaffPorts_portIns: {
        parameters: {
            query?: {
                contractId?: string;
                /** @description Where to read on: `nextCursor` of the page before */
                cursor?: string;
                /** @description How many at most, 50 by default */
                limit?: number;
                /** @description One of the numbers that are to come */
                number?: string;
                state?: "draft" | "submitted" | "verifying" | "accepted" | "cut_over" | "rejected" | "cancelled" | "expired";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Port-in orders of every customer, by contract and state */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PortInPage"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    StaffPorts_portIn: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                portInId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A port-in order with its documents, comments and history */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PortInOrder"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    StaffPorts_accept: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes repeating safe: 1 to 100 printable characters */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                portInId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * Format: date
                     * @description A working day
                     */
                    cutOverOn: string;
                };
            };
        };
        responses: {
            /** @description The current operator agreed on a day of cut-over */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PortInOrder"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    StaffPorts_comment: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes repeating safe: 1 to 100 printable characters */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                portInId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    text: string;
                };
            };
        };
        responses: {
            /** @description Comment on the order, for its customer to see */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PortInOrder"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    StaffPorts_reject: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes repeating safe: 1 to 100 printable characters */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                portInId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    reason: "migration_code_wrong" | "holder_mismatch" | "number_not_active" | "number_not_of_donor" | "documents_missing" | "port_in_progress" | "technical";
                };
            };
        };
        responses: {
            /** @description The current operator refused, with its reason */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PortInOrder"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    StaffPorts_verify: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes repeating safe: 1 to 100 printable characters */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                portInId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The current operator has taken the order in hand */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PortInOrder"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    StaffPorts_portOuts: {
        parameters: {
            query?: {
                /** @description For staff */
                contractId?: string;
                /** @description Where to read on: `nextCursor` of the page before */
                cursor?: string;
                /** @description How many at most, 50 by default */
                limit?: number;
                number?: string;
                state?: "accepted" | "objected" | "cancelled" | "cut_over";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Port-out requests of every operator */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PortOutPage"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    StaffPorts_requestPortOut: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes repeating safe: 1 to 100 printable characters */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RequestPortOut"];
            };
        };
        responses: {
            /** @description Enter the request of an operator without access to the carrier API */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PortOutView"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    StaffPorts_cancelPortOut: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes repeating safe: 1 to 100 printable characters */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                portOutId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Withdraw a request for the recipient, until the number has left */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PortOutView"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Refunds_batches: {
        parameters: {
            query?: {
                /** @description Where to read on: `nextCursor` of the page before */
                cursor?: string;
                /** @description How many at most, 50 by default */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Files made for the bank, newest first */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefundBatchPage"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Refunds_export: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes repeating safe: 1 to 100 printable characters */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Put every approved refund into one file for the bank (pain.001.001.09 or CBIPaymentRequest, as configured) */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefundBatch"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Refunds_batch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The bank file */
                batchId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A file for the bank, the same whenever it is asked for */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/xml": string;
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Refunds_importStatus: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes repeating safe: 1 to 100 printable characters */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BankFile"];
            };
        };
        responses: {
            /** @description Take what the bank did: pain.002 or CSV; each report counts once however often it is loaded */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BankStatusImport"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Refunds_listAll: {
        parameters: {
            query?: {
                contractId?: string;
                /** @description Where to read on: `nextCursor` of the page before */
                cursor?: string;
                /** @description How many at most, 50 by default */
                limit?: number;
                state?: "awaiting_iban" | "requested" | "approved" | "exported" | "executed" | "rejected";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Refunds of all customers, newest first */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefundPage"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Refunds_getAny: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The refund */
                refundId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A refund of any customer, with its whole IBAN */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefundView"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Refunds_approve: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes repeating safe: 1 to 100 printable characters */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description The refund */
                refundId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * Format: iban
                     * @description The IBAN that was reviewed; where the refund has another by now, it is refused with `refund_iban_changed`
                     * @example IT60X0542811101000000123456
                     */
                    iban: string;
                };
            };
        };
        responses: {
            /** @description Approve the IBAN that you reviewed; above the four-eyes threshold two people must */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefundView"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Refunds_setIbanFor: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The refund */
                refundId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Whose account it is: the holder of the contract */
                    accountHolder: string;
                    /**
                     * Format: iban
                     * @example IT60X0542811101000000123456
                     */
                    iban: string;
                };
            };
        };
        responses: {
            /** @description Write down the IBAN that a customer gave; someone else must then approve */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefundView"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Inventory_export: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes repeating safe: 1 to 100 printable characters */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ExportRegister"];
            };
        };
        responses: {
            /** @description Entries of the holder register with their hashes, page by page; recorded with its reason */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RegisterPage"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Inventory_inquiries: {
        parameters: {
            query?: {
                /** @description Where to read on: `nextCursor` of the page before */
                cursor?: string;
                /** @description How many at most, 50 by default */
                limit?: number;
                /** @description What was asked about: a number, the customer of an erasure, or `all` for whole exports */
                subject?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Who asked the holder register what, and why, newest first */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InquiryPage"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Renewals_list: {
        parameters: {
            query?: {
                /** @description Where to read on: `nextCursor` of the page before */
                cursor?: string;
                /** @description How many at most, 50 by default */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Renewal runs, newest first */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RenewalReports"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Renewals_status: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                period: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description How far the renewal of a month is, what it charged, and what failed */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RenewalReport"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    DeskTools_report: {
        parameters: {
            query: {
                from: string;
                to: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Backlog, first answers, resolutions and broken promises of a period */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeskReport"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    DeskTools_reportCsv: {
        parameters: {
            query: {
                from: string;
                to: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The same report as CSV */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    StaffSagas_list: {
        parameters: {
            query?: {
                contractId?: string;
                /** @description Where to read on: `nextCursor` of the page before */
                cursor?: string;
                /** @description activation, cancellation, voltura, billing.change */
                kind?: string;
                /** @description How many at most, 50 by default */
                limit?: number;
                state?: "running" | "waiting" | "compensating" | "completed" | "compensated";
                /** @description Only those that failed so often that people should look */
                stuck?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Activations, cancellations, volture and changes with numbers, with their step, newest first */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AllSagasPage"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    StaffSagas_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                sagaId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One of them with its history and last failure */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SagaView"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    StaffSagas_compensate: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes repeating safe: 1 to 100 printable characters */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                sagaId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    reason: string;
                };
            };
        };
        responses: {
            /** @description Undo it while it waits or fails; the reason is kept */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SagaView"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    StaffSagas_resume: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes repeating safe: 1 to 100 printable characters */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                sagaId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    reason: string;
                };
            };
        };
        responses: {
            /** @description Try it again now; the reason is kept */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SagaView"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Invoices_messages: {
        parameters: {
            query?: {
                /** @description Where to read on: `nextCursor` of the page before */
                cursor?: string;
                /** @description How many at most, 50 by default */
                limit?: number;
                outcome?: "moved" | "noted" | "odd";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Messages of SdI, newest first; `odd` are those that staff must look at */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SdiMessagePage"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Invoices_message: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The message */
                messageId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A message of SdI as it came */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": string;
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Desk_load: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What each agent has in hand */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeskLoad"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    DeskTools_macros: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Macros, by name */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Macros"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    DeskTools_saveMacro: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes repeating safe: 1 to 100 printable characters */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SaveMacro"];
            };
        };
        responses: {
            /** @description Save a macro; the same name again replaces it */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Macro"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    DeskTools_removeMacro: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                macroId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Remove a macro */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Done"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    DeskTools_views: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The caller's saved views of the queue, and shared ones */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SavedViews"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    DeskTools_saveView: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes repeating safe: 1 to 100 printable characters */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SaveView"];
            };
        };
        responses: {
            /** @description Save a view of the queue; the same name again replaces it */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SavedView"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    DeskTools_removeView: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                viewId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Remove one of the caller's own views */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Done"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Desk_queue: {
        parameters: {
            query?: {
                /** @description A user id, `me`, or `none` */
                assignee?: string;
                /** @description Only those with a broken promise of service */
                breached?: boolean;
                categories?: ("technical" | "billing" | "portability" | "voltura" | "cancellation" | "complaint" | "other")[];
                contractId?: string;
                /** @description Where to read on: `nextCursor` of the page before */
                cursor?: string;
                customerId?: string;
                /** @description How many at most, 50 by default */
                limit?: number;
                /** @description `due` (default): what breaks first comes first */
                order?: "due" | "newest";
                priorities?: ("low" | "normal" | "high" | "urgent")[];
                states?: ("new" | "open" | "waiting_customer" | "resolved" | "closed")[];
                tag?: string;
                /** @description Words, or beginnings of words, of subject, messages, notes, customer or number */
                text?: string;
                /** @description A saved view; filters given besides narrow it */
                viewId?: string;
                /** @description Only those the caller watches */
                watched?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The queue: what breaks its promise first in front */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeskPage"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Desk_open: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes repeating safe: 1 to 100 printable characters */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OpenForCustomer"];
            };
        };
        responses: {
            /** @description Open a ticket in a customer's name */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeskTicketDetail"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Desk_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The ticket */
                ticketId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A ticket with everything that staff see */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeskTicketDetail"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Desk_classify: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The ticket */
                ticketId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    addTags?: string[];
                    /** @enum {string} */
                    category?: "technical" | "billing" | "portability" | "voltura" | "cancellation" | "complaint" | "other";
                    /** @enum {string} */
                    priority?: "low" | "normal" | "high" | "urgent";
                    removeTags?: string[];
                    subject?: string;
                };
            };
        };
        responses: {
            /** @description Change category, priority, subject or tags */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeskTicketDetail"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Desk_answer: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes repeating safe: 1 to 100 printable characters */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description The ticket */
                ticketId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    attachmentIds?: string[];
                    /**
                     * @description `wait` for the customer by default
                     * @enum {string}
                     */
                    next?: "wait" | "keep_open" | "resolve";
                    text: string;
                    /**
                     * Format: count
                     * @description The version seen; refused when the customer wrote since. Required to resolve
                     */
                    version?: number;
                };
            };
        };
        responses: {
            /** @description Answer the customer */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeskTicketDetail"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Desk_assign: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes repeating safe: 1 to 100 printable characters */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description The ticket */
                ticketId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description User id of the agent */
                    assigneeId: string;
                };
            };
        };
        responses: {
            /** @description Give a ticket to an agent */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeskTicketDetail"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Desk_audit: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The ticket */
                ticketId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All that was ever done to a ticket */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditTrail"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Desk_claim: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes repeating safe: 1 to 100 printable characters */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description The ticket */
                ticketId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Claim a ticket: of two at once one gets it, the other 409 */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeskTicketDetail"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Desk_close: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes repeating safe: 1 to 100 printable characters */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description The ticket */
                ticketId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * Format: count
                     * @description The version of the ticket that was seen
                     */
                    version: number;
                };
            };
        };
        responses: {
            /** @description Close a resolved ticket; 409 when the customer wrote since */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeskTicketDetail"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Desk_link: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes repeating safe: 1 to 100 printable characters */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description The ticket */
                ticketId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    kind: "related" | "duplicate";
                    /** Format: id */
                    otherTicketId: string;
                };
            };
        };
        responses: {
            /** @description Link two tickets */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeskTicketDetail"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Desk_applyMacro: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes repeating safe: 1 to 100 printable characters */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description The ticket */
                ticketId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** Format: id */
                    macroId: string;
                    /**
                     * Format: count
                     * @description The version seen; needed by a macro that resolves
                     */
                    version?: number;
                };
            };
        };
        responses: {
            /** @description Answer and classify with a macro */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeskTicketDetail"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Desk_merge: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes repeating safe: 1 to 100 printable characters */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description The ticket */
                ticketId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * Format: id
                     * @description The ticket, of the same customer, that takes over the conversation
                     */
                    intoTicketId: string;
                };
            };
        };
        responses: {
            /** @description Move the conversation into another ticket of the same customer */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeskTicketDetail"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Desk_note: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes repeating safe: 1 to 100 printable characters */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description The ticket */
                ticketId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    attachmentIds?: string[];
                    text: string;
                };
            };
        };
        responses: {
            /** @description Add an internal note */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeskTicketDetail"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Desk_reopen: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes repeating safe: 1 to 100 printable characters */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description The ticket */
                ticketId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Open a ticket again */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeskTicketDetail"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Desk_resolve: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes repeating safe: 1 to 100 printable characters */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description The ticket */
                ticketId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * Format: count
                     * @description The version of the ticket that was seen
                     */
                    version: number;
                };
            };
        };
        responses: {
            /** @description Resolve what was seen; 409 when the customer wrote since */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeskTicketDetail"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Desk_split: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes repeating safe: 1 to 100 printable characters */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description The ticket */
                ticketId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    category: "technical" | "billing" | "portability" | "voltura" | "cancellation" | "complaint" | "other";
                    /** @description The messages that move to the new ticket */
                    messageIds: string[];
                    subject: string;
                };
            };
        };
        responses: {
            /** @description Move messages to a ticket of their own */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeskTicketDetail"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Desk_transfer: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes repeating safe: 1 to 100 printable characters */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description The ticket */
                ticketId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    assigneeId?: string;
                    /**
                     * @description The category it belongs to
                     * @enum {string}
                     */
                    category?: "technical" | "billing" | "portability" | "voltura" | "cancellation" | "complaint" | "other";
                    reason: string;
                };
            };
        };
        responses: {
            /** @description Hand a ticket on, to an agent or back to the queue, with the reason */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeskTicketDetail"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Desk_watch: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes repeating safe: 1 to 100 printable characters */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description The ticket */
                ticketId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    watch: boolean;
                };
            };
        };
        responses: {
            /** @description Begin or end to watch a ticket */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeskTicketDetail"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Payments_bookBankTransfer: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes repeating safe: 1 to 100 printable characters */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BankTopUp"];
            };
        };
        responses: {
            /** @description Book a bank transfer, once for each bank reference */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TopUpReceipt"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Transfers_list: {
        parameters: {
            query?: {
                /** @description Those already assigned, instead of those that wait */
                assigned?: boolean;
                /** @description Where to read on: `nextCursor` of the page before */
                cursor?: string;
                /** @description Those that were dismissed, instead of those that wait */
                dismissed?: boolean;
                /** @description How many at most, 50 by default */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Lines of statements that wait for staff, each with its reason */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UnmatchedPage"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Transfers_assign: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes repeating safe: 1 to 100 printable characters */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description The unmatched transfer */
                transferId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * Format: id
                     * @description The contract it is for
                     */
                    contractId: string;
                };
            };
        };
        responses: {
            /** @description Credit a transfer to the contract it was meant for */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UnmatchedTransfer"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Transfers_dismiss: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes repeating safe: 1 to 100 printable characters */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description The unmatched transfer */
                transferId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Why it is no money of a contract; kept with who said so */
                    reason: string;
                };
            };
        };
        responses: {
            /** @description Take a line off the list that is no money of a contract, with the reason */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UnmatchedTransfer"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    StaffUsers_list: {
        parameters: {
            query?: {
                /** @description Where to read on: `nextCursor` of the page before */
                cursor?: string;
                /** @description How many at most, 50 by default */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Staff and carrier sign-ins, newest first */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StaffUserPage"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    StaffUsers_create: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes repeating safe: 1 to 100 printable characters */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateStaff"];
            };
        };
        responses: {
            /** @description Make a sign-in: people are invited by email to choose their password, a machine’s secret is told once */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MadeStaffUser"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    StaffUsers_disable: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes repeating safe: 1 to 100 printable characters */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                userId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    disabled: boolean;
                    reason: string;
                };
            };
        };
        responses: {
            /** @description Shut a staff sign-in out at once, or let it in again; the reason is kept */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Done"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    StaffUsers_invite: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes repeating safe: 1 to 100 printable characters */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                userId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Invite again who has not chosen a password yet; the invitation before stops working */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Done"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    StaffUsers_rotateSecret: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes repeating safe: 1 to 100 printable characters */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                userId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Give a machine its next secret, told once; the one before and its sessions end */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MachineSecret"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Volture_list: {
        parameters: {
            query?: {
                /** @description Where to read on: `nextCursor` of the page before */
                cursor?: string;
                /** @description How many at most, 50 by default */
                limit?: number;
                state?: "requested" | "approved" | "completed" | "refused" | "withdrawn" | "lapsed";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Changes of holder, newest first */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VolturaPage"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Volture_inspect: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                volturaId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A change of holder, for staff */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VolturaView"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Volture_approve: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes repeating safe: 1 to 100 printable characters */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                volturaId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Approve a complete change of holder: it is carried out */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VolturaView"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Volture_refuse: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes repeating safe: 1 to 100 printable characters */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                volturaId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Told to the customer */
                    reason: string;
                };
            };
        };
        responses: {
            /** @description Refuse a change of holder, with the reason for the customer */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VolturaView"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Invoices_waiting: {
        parameters: {
            query?: {
                /** @description Where to read on: `nextCursor` of the page before */
                cursor?: string;
                /** @description How many at most, 50 by default */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Invoices and credit notes that are due and not issued, with the reason where they cannot be */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WaitingDocumentPage"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Switch_authorise: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes repeating safe: 1 to 100 printable characters */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AuthoriseCall"];
            };
        };
        responses: {
            /** @description May this call start, or go on, and for how many seconds in all? Asked again for the same call, the new answer replaces the old */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CallAuthorisation"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Switch_record: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes repeating safe: 1 to 100 printable characters */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CallRecords"];
            };
        };
        responses: {
            /** @description Records of calls that have ended, up to a thousand; each is charged once, however often it is sent */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CallIntake"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Switch_release: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes repeating safe: 1 to 100 printable characters */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OfCall"];
            };
        };
        responses: {
            /** @description Give back what was reserved for a call that never came to be */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Done"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Terms_list: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The versions of the terms of contract, and the one in force */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TermsList"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Terms_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The version */
                version: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A version of the terms of contract, in Italian or English */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TermsText"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Tickets_list: {
        parameters: {
            query?: {
                /** @description Where to read on: `nextCursor` of the page before */
                cursor?: string;
                /** @description How many at most, 50 by default */
                limit?: number;
                state?: "new" | "open" | "waiting_customer" | "resolved" | "closed";
                /** @description Words, or beginnings of words, of subject, public messages or number */
                text?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The customer's tickets, newest first */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TicketPage"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Tickets_open: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes repeating safe: 1 to 100 printable characters */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OpenTicket"];
            };
        };
        responses: {
            /** @description Open a ticket */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TicketDetail"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Tickets_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The ticket */
                ticketId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A ticket with its conversation */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TicketDetail"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Tickets_answer: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes repeating safe: 1 to 100 printable characters */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description The ticket */
                ticketId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Attachments stored before, to show with this answer */
                    attachmentIds?: string[];
                    text: string;
                };
            };
        };
        responses: {
            /** @description Answer; a ticket that was resolved or closed is open again */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TicketDetail"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Attachments_add: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes repeating safe: 1 to 100 printable characters */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                ticketId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": {
                    /**
                     * @description What the files prove, for a voltura
                     * @enum {string}
                     */
                    documentKind?: "identity" | "company_register" | "agreement" | "other";
                    files?: string[];
                };
            };
        };
        responses: {
            /** @description Store files for a ticket, to be shown with an answer */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AttachmentList"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Catalogue_topUpAmounts: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What is offered to top up: fixed amounts, a free one, the limits of each way of paying; no fee on any */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TopUpAmounts"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Volture_agree: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes repeating safe: 1 to 100 printable characters */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AgreeToVoltura"];
            };
        };
        responses: {
            /** @description Agree, as the new holder, with the token that was mailed */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Done"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Volture_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                volturaId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A change of holder and what it still lacks */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VolturaView"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Volture_withdraw: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes repeating safe: 1 to 100 printable characters */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                volturaId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Take back a change of holder that is not approved yet */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VolturaView"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Payments_stripe: {
        parameters: {
            query?: never;
            header: {
                /** @description Makes repeating safe: 1 to 100 printable characters */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Stripe’s signature over the body, byte by byte, and when it was signed */
                "Stripe-Signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Epoch seconds */
                    created?: number;
                    data: {
                        /** @description What the event is about: a payment intent, charge, refund or dispute */
                        object: Record<string, never>;
                    };
                    id: string;
                    type: string;
                };
            };
        };
        responses: {
            /** @description Notifications of the payment provider, signed by it; each payment counts once however often it is told */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Done"];
                };
            };
            /** @description A problem; branch on its code */
            default: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
