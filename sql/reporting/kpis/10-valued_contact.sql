-- What answered contacts brought in month m.month: how many, how much.
--
-- after  answered_contact
:month_contacts;
