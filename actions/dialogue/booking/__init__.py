"""The booking dialogue: Rasa's forms lead, these actions read answers, call the services and word the questions."""
